import { describe, expect, test } from 'vitest';
import { describeDestination } from '../../../src/istio/table/describeDestination.js';
import { describeFilterChainMatch } from '../../../src/istio/table/describeFilterChainMatch.js';
import { describeManagement } from '../../../src/istio/table/describeManagement.js';
import { describeRouteDomains } from '../../../src/istio/table/describeRouteDomains.js';
import { describeRouteMatch } from '../../../src/istio/table/describeRouteMatch.js';
import { listenerType } from '../../../src/istio/table/listenerFilters.js';
import type { JsonObject, JsonValue } from '../../../src/text/json/JsonValue.js';

describe('MATCH of a filter chain', () => {
  test.each<[string, JsonObject]>([
    ['ALL', {}],
    ['SNI: a,b', { server_names: ['a', 'b'] }],
    ['Trans: tls', { transport_protocol: 'tls' }],
    ['App: HTTP', { application_protocols: ['http/1.0', 'http/1.1', 'h2c'] }],
    ['App: http/1.1,http/1.0,h2c', { application_protocols: ['http/1.1', 'http/1.0', 'h2c'] }],
    [
      'App: HTTP TLS',
      { applicationProtocols: ['http/1.0', 'http/1.1', 'h2c', 'istio-http/1.0', 'istio-http/1.1', 'istio-h2'] },
    ],
    ['App: Istio HTTP Plain', { application_protocols: ['istio', 'istio-http/1.0', 'istio-http/1.1', 'istio-h2'] }],
    ['App: TCP TLS', { application_protocols: ['istio-peer-exchange', 'istio'] }],
    ['App: istio,istio-peer-exchange', { application_protocols: ['istio', 'istio-peer-exchange'] }],
    ['App: http/1.1,h2c', { application_protocols: ['http/1.1', 'h2c'] }],
    ['App: constructor', { application_protocols: ['constructor'] }],
    ['Addr: *:80', { destination_port: 80 }],
    [
      'Addr: 10.0.0.0/8,::/0:80',
      {
        prefix_ranges: [{ address_prefix: '10.0.0.0', prefix_len: 8 }, { address_prefix: '::' }],
        destination_port: 80,
      },
    ],
    [
      'SNI: a; Trans: tls; App: x; Addr: 1.2.3.4/32',
      {
        prefix_ranges: [{ address_prefix: '1.2.3.4', prefix_len: 32 }],
        application_protocols: ['x'],
        transport_protocol: 'tls',
        server_names: ['a'],
      },
    ],
    [
      'ALL',
      {
        source_prefix_ranges: [{ address_prefix: '10.0.0.0', prefix_len: 8 }],
        source_ports: [1],
        source_type: 'EXTERNAL',
      },
    ],
  ])('%s', (expected, match) => {
    expect(describeFilterChainMatch({ filter_chain_match: match })).toBe(expected);
  });
});

const http = (config: JsonObject) => ({ name: 'envoy.filters.network.http_connection_manager', typed_config: config });
const tcp = (config: JsonObject) => ({ name: 'envoy.filters.network.tcp_proxy', typed_config: config });
const inline = (...virtualHosts: readonly JsonObject[]) => http({ route_config: { virtual_hosts: virtualHosts } });
const toCluster = (cluster: string, prefix = '/') => ({ match: { prefix }, route: { cluster } });

describe('DESTINATION of a filter chain', () => {
  test.each<[string, string, readonly JsonValue[]]>([
    ['RDS', 'Route: 80', [http({ rds: { route_config_name: '80' } })]],
    ['scoped routes', 'HTTP', [http({ scoped_routes: {} })]],
    ['a cluster', 'Cluster: outbound|443||a', [tcp({ cluster: 'outbound|443||a' })]],
    ['a name that contains Cluster is bare', 'myCluster', [tcp({ cluster: 'myCluster' })]],
    [
      'weighted clusters show none, with a trailing blank',
      'Cluster: ',
      [tcp({ weighted_clusters: { clusters: [{ name: 'a', weight: 1 }] } })],
    ],
    ['the black hole is no TCP', 'Non-HTTP/Non-TCP', [tcp({ cluster: 'BlackHoleCluster' })]],
    [
      'the black hole in a statistics prefix too',
      'Non-HTTP/Non-TCP',
      [tcp({ stat_prefix: 'BlackHoleCluster', cluster: 'a' })],
    ],
    [
      'behind the black hole the scan goes on',
      'Cluster: b',
      [tcp({ cluster: 'BlackHoleCluster' }), tcp({ cluster: 'b' })],
    ],
    ['the first that decides wins', 'Cluster: a', [{ name: 'istio.stats' }, tcp({ cluster: 'a' }), http({})]],
    ['other filters', 'Non-HTTP/Non-TCP', [{ name: 'envoy.filters.network.redis_proxy' }]],
    ['names of old are not known', 'Non-HTTP/Non-TCP', [{ name: 'envoy.tcp_proxy', typed_config: { cluster: 'a' } }]],
    ['all to one cluster', 'Cluster: inbound|80||', [inline({ domains: ['*'], routes: [toCluster('inbound|80||')] })]],
    [
      'all to a passthrough cluster',
      'InboundPassthroughCluster',
      [inline({ domains: ['*'], routes: [toCluster('InboundPassthroughCluster')] })],
    ],
    [
      'a prefix',
      'Inline Route: /healthz/ready*',
      [inline({ domains: ['*'], routes: [toCluster('agent', '/healthz/ready')] })],
    ],
    [
      'domains',
      'Inline Route: a/b /x*, /*; /*',
      [
        inline(
          { domains: ['a', 'b'], routes: [toCluster('c', '/x'), toCluster('d')] },
          { domains: ['*'], routes: [toCluster('e')] },
        ),
      ],
    ],
    [
      'CONNECT',
      'Inline Route: ',
      [inline({ domains: ['*'], routes: [{ match: { connect_matcher: {} }, route: { cluster: 'c' } }] })],
    ],
  ])('%s', (_rule, expected, filters) => {
    expect(describeDestination({ filters }, false)).toBe(expected);
  });

  test('a listener of API v2 has its filters under their old names, configured by a Struct', () => {
    const filter = { name: 'envoy.http_connection_manager', config: { rds: { route_config_name: '80' } } };
    expect(describeDestination({ filters: [filter] }, true)).toBe('Route: 80');
  });
});

describe('TYPE of a listener', () => {
  const chain = (...filters: readonly JsonObject[]) => ({ filters });

  test.each<[string, JsonObject]>([
    ['HTTP', { filter_chains: [chain(http({}))] }],
    ['TCP', { filter_chains: [chain(tcp({ cluster: 'a' }))] }],
    ['HTTP+TCP', { filter_chains: [chain(http({}))], default_filter_chain: chain(tcp({ cluster: 'a' })) }],
    ['HTTP', { filter_chains: [chain(http({})), chain(tcp({ cluster: 'BlackHoleCluster' }))] }],
    ['UNKNOWN', { filter_chains: [chain({ name: 'envoy.tcp_proxy' })] }],
    ['UNKNOWN', {}],
  ])('%s', (expected, listener) => {
    expect(listenerType(listener)).toBe(expected);
  });
});

describe('MATCH of a route', () => {
  test.each<[string, JsonObject]>([
    ['/a*', { prefix: '/a' }],
    ['PathPrefix:/a', { path_separated_prefix: '/a' }],
    ['/a', { path: '/a' }],
    ['regex /a.*', { safe_regex: { regex: '/a.*' } }],
    ['', { prefix: '' }],
    ['', { connect_matcher: {} }],
    ['/*', { prefix: '/', headers: [{ name: 'x', present_match: true }] }],
  ])('%s', (expected, match) => {
    expect(describeRouteMatch({ match })).toBe(expected);
  });
});

describe('DOMAINS of a virtual host', () => {
  test.each<[string, readonly string[]]>([
    ['', []],
    ['a:80', ['a:80']],
    ['example.com', ['example.com', 'example.com:8080']],
    ['example.com, 1.2.3.4', ['example.com', 'example.com:8080', '1.2.3.4', '1.2.3.4:8080']],
    ['example.com, [fd00:10:96::7fc7]', ['example.com', '[fd00:10:96::7fc7]', '[fd00:10:96::7fc7]:8090']],
    ['example.com, www.example.com + 1 more...', ['example.com', 'www.example.com', 'example.org']],
    ['a, a.ns + 1 more...', ['a.ns.svc.cluster.local', 'a', 'a.ns.svc', 'a.ns', '10.0.0.1']],
    [
      'a.ns.svc.cluster.local., a + 2 more...',
      ['a.ns.svc.cluster.local', 'a.ns.svc.cluster.local.', 'a', 'a.ns.svc', 'a.ns', '10.0.0.1'],
    ],
    ['', ['a:80', 'b:80']],
  ])('%s', (expected, domains) => {
    expect(describeRouteDomains(domains)).toBe(expected);
  });
});

describe('VIRTUAL SERVICE and DESTINATION RULE', () => {
  const of = (istio: JsonValue) => describeManagement({ metadata: { filter_metadata: { istio } } });

  test.each<[string, string, JsonValue]>([
    [
      'the name and namespace',
      'cart.web',
      { config: '/apis/networking.istio.io/v1/namespaces/web/virtual-service/cart' },
    ],
    ['of any version and kind', 'x.y', { config: '/apis/networking.istio.io/v1alpha3/namespaces/y/sidecar/x' }],
    ['empty when the path has not eight pieces', '', { config: '/apis/networking.istio.io/v1/virtual-service/cart' }],
    [
      '<unknown> for another API',
      '<unknown>',
      { config: '/apis/gateway.networking.k8s.io/v1/namespaces/web/httproute/cart' },
    ],
    ['<unknown> for what is no text', '<unknown>', { config: 3 }],
    ['empty without config', '', { services: [] }],
  ])('%s', (_rule, expected, istio) => {
    expect(of(istio)).toBe(expected);
  });

  test('empty without metadata', () => expect(describeManagement({})).toBe(''));
});
