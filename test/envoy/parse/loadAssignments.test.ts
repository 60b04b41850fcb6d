import { describe, expect, it } from 'vitest';
import type { JsonArray, JsonObject } from '../../../src/text/json/JsonValue.js';
import { configOf, documentOf } from './wholeConfig.js';

const address = (ip: string) => ({ socket_address: { address: ip, port_value: 80 } });

/** A load assignment with these hosts; without a name as Envoy 1.22 prints it for a cluster without service name. */
const assignment = (cluster_name: string, ...ips: readonly string[]) => ({
  endpoint_config: {
    ...(cluster_name !== '' && { cluster_name }),
    ...(ips.length > 0 && { endpoints: [{ lb_endpoints: ips.map((ip) => ({ endpoint: { address: address(ip) } })) }] }),
  },
});

const hostsOf = (name: string, ...ips: readonly string[]) => ({
  name,
  host_statuses: ips.map((ip) => ({ address: address(ip) })),
});

/** The hosts that cluster `c` is joined with, or what the lookup says instead. */
function joined(cluster: JsonObject, endpoints: JsonArray | undefined, statuses?: JsonArray): string {
  const eds = endpoints && [{ '@type': 'x/envoy.admin.v3.EndpointsConfigDump', dynamic_endpoint_configs: endpoints }];
  const clusters = {
    '@type': 'x/envoy.admin.v3.ClustersConfigDump',
    static_clusters: [{ cluster: { name: 'c', ...cluster } }],
  };
  const dump = documentOf({ configs: [clusters, ...(eds ?? [])] });
  const config = configOf(dump, statuses && documentOf({ cluster_statuses: statuses }));
  const found = config.cluster('c');
  const lookup = found.kind === 'found' ? config.loadAssignment(found.value) : found;
  if (lookup.kind !== 'found' || !('localities' in lookup.value)) return lookup.kind;
  const hosts = lookup.value.localities.flatMap((locality) => locality.endpoints.map((endpoint) => endpoint.address));
  return hosts.map((host) => (host.kind === 'socket_address' ? host.host : host.kind)).join(' ');
}

const EDS = { type: 'EDS' };
const withService = { ...EDS, eds_cluster_config: { service_name: 's' } };
const own = { load_assignment: { endpoints: [{ lb_endpoints: [{ endpoint: { address: address('9.9.9.9') } }] }] } };

describe('the endpoints of a cluster', () => {
  it.each<[string, string, string]>([
    ['by the service name', joined(withService, [assignment('c', '1.1.1.1'), assignment('s', '2.2.2.2')]), '2.2.2.2'],
    ['by the cluster name', joined(EDS, [assignment('c', '1.1.1.1')]), '1.1.1.1'],
    [
      'by the cluster name when the service name is not there',
      joined(withService, [assignment('c', '1.1.1.1')]),
      '1.1.1.1',
    ],
    ['its own assignment', joined(own, undefined), '9.9.9.9'],
    ['the section wins over its own: names are resolved there', joined(own, [assignment('c', '1.1.1.1')]), '1.1.1.1'],
    ['no section', joined(EDS, undefined), 'section_missing'],
    ['none in the section', joined(EDS, [assignment('x', '1.1.1.1')]), 'absent'],
    ['a cluster that has none', joined({ type: 'ORIGINAL_DST' }, undefined), 'absent'],
    [
      'nameless, told by its hosts',
      joined(
        EDS,
        [assignment('', '1.1.1.1'), assignment('', '2.2.2.2', '3.3.3.3')],
        [hostsOf('c', '3.3.3.3', '2.2.2.2')],
      ),
      '2.2.2.2 3.3.3.3',
    ],
    ['nameless, hosts not known, but only one', joined(EDS, [assignment('', '1.1.1.1')]), '1.1.1.1'],
    ['nameless, hosts not known', joined(EDS, [assignment('', '1.1.1.1'), assignment('', '2.2.2.2')]), 'ambiguous'],
    [
      'nameless, two with the same hosts',
      joined(EDS, [assignment('', '1.1.1.1'), assignment('', '1.1.1.1')], [hostsOf('c', '1.1.1.1')]),
      'ambiguous',
    ],
    ['nameless, hosts that none has', joined(EDS, [assignment('', '1.1.1.1')], [hostsOf('c', '2.2.2.2')]), 'ambiguous'],
    ['nameless and without hosts', joined(EDS, [assignment(''), assignment('')], [hostsOf('c')]), ''],
    ['one name twice, alike', joined(EDS, [assignment('c', '1.1.1.1'), assignment('c', '1.1.1.1')]), '1.1.1.1'],
    [
      'one name twice, told by its hosts',
      joined(EDS, [assignment('c', '1.1.1.1'), assignment('c', '2.2.2.2')], [hostsOf('c', '2.2.2.2')]),
      '2.2.2.2',
    ],
    ['one name twice', joined(EDS, [assignment('c', '1.1.1.1'), assignment('c', '2.2.2.2')]), 'ambiguous'],
  ])('%s', (_name, hosts, expected) => {
    expect(hosts).toBe(expected);
  });
});
