import type { ConfigDump } from '../../envoy/dump/ConfigDump.js';
import { objectField, stringField } from '../../envoy/dump/field.js';
import type { ClustersStatus } from '../../envoy/dump/readClustersStatus.js';
import { requireSection } from '../../envoy/dump/requireSection.js';
import { resourceType } from '../../istio/protojson/resourceTypes.js';
import { clusterStatusOf } from '../../istio/table/clusterStatusOf.js';
import {
  endpointTable,
  filterHosts,
  selectClusterStatuses,
  type EndpointFilter,
} from '../../istio/table/endpointTable.js';
import { resourcesOf } from '../../istio/table/resourcesOf.js';
import type { Table } from '../../istio/table/Table.js';
import { wideLoadAssignments } from '../../istio/wide/wideEndpoints.js';
import type { JsonObject } from '../../text/json/JsonValue.js';
import type { ConfigView } from './ConfigView.js';

/**
 * `proxy-config endpoint` of a dump, which istioctl does not read: the endpoints that Envoy was given, by EDS or, in a dump
 * without them, within clusters. What health checks and outlier detection made of them is not known: OUTLIER CHECK is `-`.
 */
export function viewEndpointsOfDump(dump: ConfigDump, filter: EndpointFilter): ConfigView {
  const assignments = dump.endpoints ? resourcesOf(dump.endpoints) : assignmentsOfClusters(dump);
  const status: ClustersStatus = { document: dump.document, clusters: assignments.map(clusterStatusOf) };
  const selected = selectClusterStatuses(status, filter);
  const table = () => withoutOutlierCheck(endpointTable(status, filter));
  return {
    parts: [
      {
        title: 'ENDPOINTS INFO',
        short: table,
        wide: () => wideLoadAssignments(selected),
        names: () =>
          table()
            .rows.slice(1)
            .map(([endpoint = '']) => `endpoint/${endpoint}`),
      },
    ],
    messages: () => ({ kind: 'list', resources: selected, typeOf: (each) => resourceType(each, 'endpoints') }),
    notes: [...sourceNotes(dump), ...(selected.length > 0 ? [] : [whyEmpty(dump, status)])],
    isIncomplete: false,
  };
}

function withoutOutlierCheck({ rows, padding }: Table): Table {
  const masked = rows.map((row, index) => (index === 0 ? row : row.map((cell, column) => (column === 2 ? '-' : cell))));
  return { rows: masked, padding };
}

function assignmentsOfClusters(dump: ConfigDump): readonly JsonObject[] {
  return resourcesOf(requireSection(dump, 'clusters')).flatMap((cluster) => {
    const assignment = objectField(cluster, 'load_assignment');
    return assignment ? [{ ...assignment, cluster_name: stringField(cluster, 'name') ?? '' }] : [];
  });
}

function sourceNotes({ document, endpoints }: ConfigDump): readonly string[] {
  const health = 'health checks and outlier detection are in /clusters?format=json only';
  if (endpoints) return [`endpoints as Envoy was given them, from the config_dump: ${health}`];
  return [
    `no EndpointsConfigDump in ${document.name} (taken without ?include_eds?): only endpoints within clusters are shown, none of EDS`,
  ];
}

function whyEmpty(dump: ConfigDump, status: ClustersStatus): string {
  const total = filterHosts(status, {}).clusters.reduce((sum, { hosts }) => sum + hosts.length, 0);
  const { name } = dump.document;
  return total > 0 ? `no endpoints of ${total} in ${name} match the filter` : `no cluster in ${name} has an endpoint`;
}
