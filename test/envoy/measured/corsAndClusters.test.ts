import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import type { HeaderLine } from '../../proof/envoy/Configuration.js';
import { plainCluster } from '../../proof/envoy/gen/clusters.js';
import { connectionManager, virtualHost } from '../../proof/envoy/gen/listeners.js';
import { extension, typed } from '../../proof/envoy/gen/types.js';
import { answer, outcomeOf } from './measured.js';

/* Measured on Envoy 1.40.0, sections F.3, G.3, B.5 and C.2: cors, ORIGINAL_DST, internal listeners, upgrades. */

const OK = '200 via_upstream';
const ROOT: JsonObject = { prefix: '/' };

describe('F.3 cors', () => {
  const CORS = extension('cors', 'envoy.extensions.filters.http.cors.v3.Cors');
  const policy = (more: JsonObject = {}): JsonObject => ({
    cors: typed('envoy.extensions.filters.http.cors.v3.CorsPolicy', {
      allow_origin_string_match: [{ exact: 'http://o' }],
      ...more,
    }),
  });
  const preflight = (origin: string, method = 'GET'): readonly HeaderLine[] => [
    ['origin', origin],
    ['access-control-request-method', method],
  ];
  const run = (own: JsonObject | undefined, headers: readonly HeaderLine[], method = 'OPTIONS'): string => {
    const config = own === undefined ? {} : { typed_per_filter_config: own };
    return answer(
      outcomeOf(
        { filters: [CORS], routes: [{ match: ROOT, route: { cluster: 'c1' }, ...config }] },
        { line: `${method} /`, headers },
      ),
    );
  };
  const off = { filter_enabled: { default_value: { numerator: 0 } } };
  test.each<[string, string, string]>([
    ['preflight of an allowed origin', run(policy(), preflight('http://o')), '200 cors_response'],
    ['another origin is forwarded', run(policy(), preflight('http://p')), OK],
    [
      'forward_not_matching_preflights false',
      run(policy({ forward_not_matching_preflights: false }), preflight('http://p')),
      '200 cors_response',
    ],
    ['an empty access-control-request-method', run(policy(), preflight('http://o', '')), OK],
    ['filter_enabled 0', run(policy(off), preflight('http://o')), OK],
    ['no policy', run(undefined, preflight('http://o')), OK],
    ['no OPTIONS', run(policy(), preflight('http://o'), 'GET'), OK],
  ])('%s', (_row, got, expected) => expect(got).toBe(expected));

  test('a policy of the virtual host', () =>
    expect(
      answer(
        outcomeOf(
          { filters: [CORS], host: { typed_per_filter_config: policy() } },
          { line: 'OPTIONS /', headers: preflight('http://o') },
        ),
      ),
    ).toBe('200 cors_response'));

  test('no route: 404 even with a policy of the virtual host', () =>
    expect(
      answer(
        outcomeOf(
          { filters: [CORS], routes: [], host: { typed_per_filter_config: policy() } },
          { line: 'OPTIONS /', headers: preflight('http://o') },
        ),
      ),
    ).toBe('404 NR route_not_found'));

  test('rbac before cors: 403', () => {
    const rbac = extension('rbac', 'envoy.extensions.filters.http.rbac.v3.RBAC', { rules: {} });
    const routes = [{ match: ROOT, route: { cluster: 'c1' }, typed_per_filter_config: policy() }];
    expect(
      outcomeOf({ filters: [rbac, CORS], routes }, { line: 'OPTIONS /', headers: preflight('http://o') }).status,
    ).toBe('403');
  });
});

describe('G.3 ORIGINAL_DST', () => {
  const run = (config: JsonObject, headers: readonly HeaderLine[] = [], destination = '127.0.0.5'): string => {
    const cluster = { name: 'c1', type: 'ORIGINAL_DST', lb_policy: 'CLUSTER_PROVIDED', original_dst_lb_config: config };
    const {
      host = '',
      status = '',
      flags = '',
    } = outcomeOf({ clusters: [cluster] }, { line: 'GET /', headers, destination });
    return [host, status, flags].filter((part) => part !== '').join(' ');
  };
  const header = (value: string): HeaderLine => ['x-envoy-original-dst-host', value];
  const PORT = { upstream_port_override: 1001 };
  const BY_HEADER = { use_http_header: true };
  test.each<[string, string, string]>([
    ['the restored address; nobody there', run({}), '127.0.0.5:80 503 UF'],
    ['upstream_port_override', run(PORT), '127.0.0.5:1001 200'],
    ['the header is ignored without use_http_header', run(PORT, [header('127.0.0.6:1001')]), '127.0.0.5:1001 200'],
    ['the header wins over what was restored', run(BY_HEADER, [header('127.0.0.6:1001')]), '127.0.0.6:1001 200'],
    ['no address in the header', run({ ...BY_HEADER, ...PORT }, [header('nothing')]), '127.0.0.5:1001 200'],
    ['no header', run({ ...BY_HEADER, ...PORT }), '127.0.0.5:1001 200'],
    [
      'of two lines the first',
      run(BY_HEADER, [header('127.0.0.6:1001'), header('127.0.0.7:1001')]),
      '127.0.0.6:1001 200',
    ],
    [
      'http_header_name',
      run({ ...BY_HEADER, http_header_name: 'x-dst' }, [['x-dst', '127.0.0.8:1001']]),
      '127.0.0.8:1001 200',
    ],
  ])('%s', (_row, got, expected) => expect(got).toBe(expected));
});

describe('B.5 internal listeners', () => {
  const manager = (name: string): JsonObject =>
    connectionManager({
      name,
      virtual_hosts: [virtualHost(name, ['*'], { routes: [{ match: ROOT, direct_response: { status: 418 } }] })],
    });
  const run = (listener: string, chains: readonly JsonObject[]): string => {
    const endpoint = { address: { envoy_internal_address: { server_listener_name: listener } } };
    const assignment = { cluster_name: 'c1', endpoints: [{ lb_endpoints: [{ endpoint }] }] };
    const cluster = { name: 'c1', type: 'STATIC', load_assignment: assignment };
    const inner = { name: 'inner', internal_listener: {}, filter_chains: chains };
    return outcomeOf({ clusters: [cluster], listeners: [inner] }, { line: 'GET /' }).status ?? '';
  };
  const chain = (name: string, match?: JsonObject): JsonObject => ({
    name,
    ...(match === undefined ? {} : { filter_chain_match: match }),
    filters: [manager(name)],
  });
  test.each<[string, string, string]>([
    ['a chain without criteria', run('inner', [chain('any')]), '418'],
    ['destination_port does not match', run('inner', [chain('port', { destination_port: 80 })]), '503'],
    ['/0 does', run('inner', [chain('all', { prefix_ranges: [{ address_prefix: '0.0.0.0', prefix_len: 0 }] })]), '418'],
    ['source_type EXTERNAL', run('inner', [chain('external', { source_type: 'EXTERNAL' })]), '418'],
    ['the LOCAL chain is not taken', run('inner', [chain('local', { source_type: 'SAME_IP_OR_LOOPBACK' })]), '503'],
    ['a listener that is not there', run('missing', [chain('any')]), '503'],
  ])('%s', (_row, got, expected) => expect(got).toBe(expected));
});

describe('C.2 upgrades', () => {
  const WS: readonly HeaderLine[] = [
    ['connection', 'upgrade'],
    ['upgrade', 'websocket'],
  ];
  const run = (hcm: readonly JsonObject[], route: readonly JsonObject[], headers = WS): string => {
    const own = route.length === 0 ? {} : { upgrade_configs: route };
    const routes = [{ name: 'r', match: ROOT, route: { cluster: 'c1', ...own } }];
    const { status = '', route: name = '' } = outcomeOf(
      { hcm: hcm.length === 0 ? {} : { upgrade_configs: hcm }, routes, clusters: [plainCluster('c1', 1001)] },
      { line: 'GET /', headers },
    );
    return `${status} ${name}`;
  };
  const config = (enabled = true): JsonObject => ({ upgrade_type: 'websocket', ...(enabled ? {} : { enabled }) });
  test.each<[string, string, string]>([
    ['not configured: 403, the route is named', run([], []), '403 r'],
    ['of the connection manager', run([config()], []), '101 r'],
    ['of the route alone', run([], [config()]), '101 r'],
    ['off at the route', run([config()], [config(false)]), '403 r'],
    [
      'of another type',
      run(
        [config()],
        [],
        [
          ['connection', 'upgrade'],
          ['upgrade', 'other'],
        ],
      ),
      '403 r',
    ],
  ])('%s', (_row, got, expected) => expect(got).toBe(expected));
});
