import { describe, expect, it } from 'vitest';
import { chooseLikeliest } from '../../../src/logic/Fork.js';
import { chooseHost } from '../../../src/envoy/cluster/chooseHost.js';
import type { ClusterContext } from '../../../src/envoy/cluster/ClusterContext.js';
import { hostsOf } from '../../../src/envoy/cluster/hostsOf.js';
import { addressLabel } from '../../../src/envoy/cluster/UpstreamHost.js';
import { formatSocketAddress } from '../../../src/net/SocketAddress.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { connection, request, socketAddress } from '../requestContext.js';
import { assignmentOf, clusterOf, contextOf, EDS, endpoint, proxyOf, type Facts } from './clusters.js';

const status = (address: string, health_status: JsonObject, more: JsonObject = {}): JsonObject => ({
  address: { socket_address: { address, port_value: 80 } },
  health_status,
  ...more,
});
const statuses = (...host_statuses: readonly JsonObject[]) => [{ name: 'c', host_statuses }];
const named = (type: string, ...names: readonly string[]): JsonObject => ({
  name: 'c',
  type,
  load_assignment: { cluster_name: 'c', endpoints: [{ lb_endpoints: names.map((name) => endpoint(name)) }] },
});
const assigned = (...lb_endpoints: readonly JsonObject[]) => [{ cluster_name: 'c', endpoints: [{ lb_endpoints }] }];

/** Each host as `address health`, with its flags; or why there is none. */
function hosts(facts: Facts): readonly string[] | string {
  const config = proxyOf(facts);
  const { truth, value, unknown = '' } = hostsOf(config, clusterOf(config, 'c'), contextOf());
  if (value?.kind !== 'hosts') return truth === 'unknown' ? `unknown: ${unknown}` : truth;
  return value.hosts.map(({ address, health, flags }) => [addressLabel(address), health, ...flags].join(' '));
}

const HEALTHY = { eds_health_status: 'HEALTHY' };

describe('the hosts of a cluster', () => {
  it.each<[string, Facts, readonly string[] | string]>([
    [
      'EDS: from the endpoints section',
      { clusters: [EDS], assignments: [assignmentOf('1H1U')] },
      ['10.0.0.1:80 healthy', '10.0.0.2:80 unhealthy eds_health_status UNHEALTHY'],
    ],
    [
      'EDS: by the name of the cluster',
      { clusters: [{ name: 'c', type: 'EDS' }], assignments: [assignmentOf('1H')] },
      ['10.0.0.1:80 healthy'],
    ],
    ['EDS: without endpoints', { clusters: [EDS], assignments: [{ cluster_name: 'c' }] }, []],
    [
      'EDS: without endpoints section',
      { clusters: [EDS] },
      'unknown: endpoints of c: the dump was taken without include_eds',
    ],
    [
      'EDS: no entry',
      { clusters: [EDS], assignments: [assignmentOf('1H', {}, 'other')] },
      'unknown: endpoints of c: the dump has no entry for it',
    ],
    [
      'EDS: from /clusters alone',
      { clusters: [EDS], statuses: statuses(status('10.0.0.1', HEALTHY)) },
      ['10.0.0.1:80 healthy'],
    ],
    [
      'healthy in EDS, ejected as an outlier',
      {
        clusters: [EDS],
        assignments: [assignmentOf('1H')],
        statuses: statuses(status('10.0.0.1', { ...HEALTHY, failed_outlier_check: true })),
      },
      ['10.0.0.1:80 unhealthy failed_outlier_check'],
    ],
    [
      'the dump says UNHEALTHY of what /clusters says was ejected',
      {
        clusters: [EDS],
        assignments: [assignmentOf('1U')],
        statuses: statuses(status('10.0.0.1', { ...HEALTHY, failed_outlier_check: true })),
      },
      ['10.0.0.1:80 unhealthy failed_outlier_check'],
    ],
    [
      'and of what it says is draining',
      {
        clusters: [EDS],
        assignments: [assignmentOf('1U')],
        statuses: statuses(status('10.0.0.1', { eds_health_status: 'DRAINING' })),
      },
      ['10.0.0.1:80 unhealthy eds_health_status DRAINING'],
    ],
    [
      'a failed check of another port is not its own',
      {
        clusters: [EDS],
        assignments: [assignmentOf('1H')],
        statuses: statuses({
          ...status('10.0.0.1', { failed_active_health_check: true }),
          address: { socket_address: { address: '10.0.0.1', port_value: 81 } },
        }),
      },
      ['10.0.0.1:80 healthy'],
    ],
    [
      'DEGRADED',
      { clusters: [EDS], assignments: [assignmentOf('1D')] },
      ['10.0.0.1:80 degraded eds_health_status DEGRADED'],
    ],
    [
      'IPv6 in another spelling is the same host',
      {
        clusters: [EDS],
        assignments: assigned(endpoint('2001:db8:0::1')),
        statuses: statuses(status('2001:db8::1', { ...HEALTHY, failed_active_health_check: true })),
      },
      ['[2001:db8::1]:80 unhealthy failed_active_health_check'],
    ],
    ['STATIC: as it says itself', { clusters: [named('STATIC', '10.0.0.9')] }, ['10.0.0.9:80 healthy']],
    ['STATIC without endpoints', { clusters: [{ name: 'c', type: 'STATIC' }] }, []],
    [
      'STRICT_DNS: what the endpoints section resolved',
      { clusters: [named('STRICT_DNS', 'db.example')], assignments: assigned(endpoint('10.0.0.5')) },
      ['10.0.0.5:80 healthy'],
    ],
    [
      'STRICT_DNS: what /clusters resolved',
      {
        clusters: [named('STRICT_DNS', 'db.example')],
        statuses: statuses(status('10.0.0.6', HEALTHY, { hostname: 'db.example' })),
      },
      ['10.0.0.6:80 healthy'],
    ],
    [
      'STRICT_DNS: the name, where nothing resolved it',
      { clusters: [named('STRICT_DNS', 'db.example')] },
      ['db.example:80 healthy'],
    ],
    [
      'STRICT_DNS that resolved to nothing',
      { clusters: [named('STRICT_DNS', 'db.example')], assignments: [{ cluster_name: 'c' }] },
      [],
    ],
    [
      'a field of the assignment that is not modelled',
      { clusters: [EDS], assignments: [{ ...assignmentOf('1H'), policy: { weighted_priority_health: true } }] },
      'unknown: load assignment of c: policy.weighted_priority_health',
    ],
    ['a field of the cluster that is not modelled', { clusters: [{ ...EDS, warp: true }] }, 'unknown: cluster c: warp'],
    [
      'a type that is not modelled',
      { clusters: [{ name: 'c', cluster_type: { name: 'envoy.clusters.redis' } }] },
      'unknown: cluster c has type envoy.clusters.redis',
    ],
  ])('%s', (_rule, facts, expected) => {
    expect(hosts(facts)).toEqual(expected);
  });

  it('a host that resolved has an address, a name has none', () => {
    const config = proxyOf({ clusters: [named('LOGICAL_DNS', 'db.example')] });
    const cluster = clusterOf(config, 'c');
    const set = hostsOf(config, cluster, contextOf()).value;
    const host = set && chooseHost(cluster, set, contextOf(), chooseLikeliest).value;
    expect(host?.address).toMatchObject({ kind: 'socket_address', host: 'db.example' });
    expect(host?.address).not.toHaveProperty('ip');
  });
});

describe('ORIGINAL_DST', () => {
  const cluster = (config: JsonObject = {}): JsonObject => ({
    name: 'c',
    type: 'ORIGINAL_DST',
    lb_policy: 'CLUSTER_PROVIDED',
    original_dst_lb_config: config,
  });
  const HEADER = { use_http_header: true };
  const restored = { ...connection(), local: socketAddress('10.1.1.1:80'), restored: true };
  const asks = (headers: Readonly<Record<string, string | readonly string[]>>) => ({
    connection: restored,
    request: request('GET /', { headers }),
  });
  const state = new Map([['envoy.network.transport_socket.original_dst_address', '9.9.9.9:9']]);
  const metadata = (value: unknown) => ({
    connection: restored,
    dynamicMetadata: new Map([['ns', { a: { b: value } }]]),
  });
  const KEY = { metadata_key: { key: 'ns', path: [{ key: 'a' }, { key: 'b' }] } };
  const X = 'x-envoy-original-dst-host';

  it.each<[string, JsonObject, Partial<ClusterContext>, string]>([
    ['the restored address', {}, { connection: restored }, '10.1.1.1:80'],
    ['nothing was restored', {}, { connection: connection() }, 'no'],
    ['a header that nobody asked for', {}, asks({ [X]: '8.8.8.8:8' }), '10.1.1.1:80'],
    ['the header', HEADER, asks({ [X]: '8.8.8.8:8' }), '8.8.8.8:8'],
    ['a header that is no address', HEADER, asks({ [X]: 'example.com' }), '10.1.1.1:80'],
    ['no header', HEADER, asks({}), '10.1.1.1:80'],
    ['the first of two', HEADER, asks({ [X]: ['8.8.8.8:8', '7.7.7.7:7'] }), '8.8.8.8:8'],
    [
      'another header',
      { ...HEADER, http_header_name: 'X-To' },
      asks({ [X]: '8.8.8.8:8', 'x-to': '6.6.6.6:6' }),
      '6.6.6.6:6',
    ],
    ['a header whose value is not known', HEADER, asks({ [X]: '<unknown x>' }), 'unknown'],
    ['upstream_port_override', { upstream_port_override: 15008 }, { connection: restored }, '10.1.1.1:15008'],
    ['filter state wins over the header', HEADER, { ...asks({ [X]: '8.8.8.8:8' }), filterState: state }, '9.9.9.9:9'],
    ['dynamic metadata', KEY, metadata('5.5.5.5:5'), '5.5.5.5:5'],
    ['the first of a list in dynamic metadata', KEY, metadata(['5.5.5.5:5', '4.4.4.4:4']), '5.5.5.5:5'],
    ['dynamic metadata that is no text', KEY, metadata(5), '10.1.1.1:80'],
  ])('%s', (_rule, config, context, expected) => {
    const proxy = proxyOf({ clusters: [cluster(config)] });
    const { truth, value } = hostsOf(proxy, clusterOf(proxy, 'c'), contextOf(context));
    expect(value?.kind === 'original_dst' ? formatSocketAddress(value.address) : truth).toBe(expected);
  });
});

describe('dynamic_forward_proxy', () => {
  const cluster: JsonObject = { name: 'c', cluster_type: { name: 'envoy.clusters.dynamic_forward_proxy' } };

  it.each<[string, Partial<ClusterContext>, string]>([
    ['the authority', { request: request('GET a.com:81/') }, 'a.com:81'],
    ['port 80 without TLS', { request: request('GET a.com/') }, 'a.com:80'],
    ['port 443 with TLS', { request: request('GET a.com/'), tls: true }, 'a.com:443'],
    ['an IPv6 authority', { request: request('GET [2001:db8::1]/') }, '[2001:db8::1]:80'],
    ['the SNI of a connection', { connection: connection({ tls: true }), tls: true }, 'example.com:443'],
    ['nothing', {}, 'no'],
  ])('%s', (_rule, context, expected) => {
    const proxy = proxyOf({ clusters: [cluster] });
    const { truth, value } = hostsOf(proxy, clusterOf(proxy, 'c'), contextOf(context));
    expect(value?.kind === 'dynamic_forward_proxy' ? `${value.host}:${value.port}` : truth).toBe(expected);
  });
});
