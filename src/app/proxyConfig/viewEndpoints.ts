import type { ClustersStatus } from '../../envoy/dump/readClustersStatus.js';
import { RESOURCE_TYPES } from '../../istio/protojson/resourceTypes.js';
import {
  endpointTable,
  filterHosts,
  selectClusterStatuses,
  type EndpointFilter,
} from '../../istio/table/endpointTable.js';
import { wideHosts } from '../../istio/wide/wideEndpoints.js';
import type { ConfigView } from './ConfigView.js';
import type { ProxyEvidence } from './ProxyEvidence.js';
import { viewEndpointsOfDump } from './viewEndpointsOfDump.js';

/** `proxy-config endpoint`: of `/clusters` if that is there, else of the dump. */
export function viewEndpoints(proxy: ProxyEvidence, filter: EndpointFilter): ConfigView {
  const status = proxy.clusters();
  return status ? viewHosts(status, filter) : viewEndpointsOfDump(proxy.configDump(), filter);
}

/** `proxy-config endpoint` of `/clusters?format=json`. */
function viewHosts(status: ClustersStatus, filter: EndpointFilter): ConfigView {
  const table = () => endpointTable(status, filter);
  const count = table().rows.length - 1;
  const total = status.clusters.reduce((sum, { hosts }) => sum + hosts.length, 0);
  const { name } = status.document;
  const note =
    total > 0 ? `no endpoints of ${total} in ${name} match the filter` : `no cluster in ${name} has an endpoint`;
  return {
    parts: [
      {
        title: 'ENDPOINTS INFO',
        short: table,
        wide: () => wideHosts(filterHosts(status, filter)),
        names: () =>
          table()
            .rows.slice(1)
            .map(([endpoint = '']) => `endpoint/${endpoint}`),
      },
    ],
    messages: () => ({
      kind: 'list',
      resources: selectClusterStatuses(status, filter),
      typeOf: () => RESOURCE_TYPES.clusterStatuses,
    }),
    notes: count > 0 ? [] : [note],
    isIncomplete: false,
  };
}
