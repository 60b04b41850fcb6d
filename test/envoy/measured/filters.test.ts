import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import type { HeaderLine } from '../../proof/envoy/Configuration.js';
import { endpoint, plainCluster } from '../../proof/envoy/gen/clusters.js';
import { extension, typed } from '../../proof/envoy/gen/types.js';
import { answer, outcomeOf, type Sent } from './measured.js';

/* Measured on Envoy 1.40.0, sections E.5, F and H: filters, and how requests fail. */

const FAULT = 'envoy.extensions.filters.http.fault.v3.HTTPFault';
const RBAC = 'envoy.extensions.filters.http.rbac.v3.RBAC';
const PER_ROUTE = 'envoy.extensions.filters.http.rbac.v3.RBACPerRoute';
const OK = '200 via_upstream';
const GET: Sent = { line: 'GET /' };
const ALL = { numerator: 100, denominator: 'HUNDRED' };
const sent = (...headers: readonly HeaderLine[]): Sent => ({ line: 'GET /', headers });

describe('F.1 fault', () => {
  const abort = (http_status: number): JsonObject => ({ abort: { http_status, percentage: ALL } });
  const run = (fault: JsonObject, request: Sent = GET, route: JsonObject = {}): string => {
    const routes = [{ name: 'r', match: { prefix: '/' }, route: { cluster: 'c1' }, ...route }];
    return answer(outcomeOf({ filters: [extension('fault', FAULT, fault)], routes }, request));
  };
  const FAULTED = '418 FI fault_filter_abort';
  test.each<[string, string, string]>([
    ['abort', run(abort(418)), FAULTED],
    ['abort without percentage', run({ abort: { http_status: 418 } }), OK],
    ['percentage 0', run({ abort: { http_status: 418, percentage: { numerator: 0 } } }), OK],
    ['max_active_faults 0', run({ ...abort(418), max_active_faults: 0 }), OK],
    ['upstream_cluster is another', run({ ...abort(418), upstream_cluster: 'c2' }), OK],
    ['headers miss', run({ ...abort(418), headers: [{ name: 'x-f', string_match: { exact: 'a' } }] }), OK],
    [
      'headers hit',
      run({ ...abort(418), headers: [{ name: 'x-f', string_match: { exact: 'a' } }] }, sent(['x-f', 'a'])),
      FAULTED,
    ],
    ['downstream_nodes miss', run({ ...abort(418), downstream_nodes: ['n1'] }), OK],
    [
      'delay and abort',
      run({ ...abort(418), delay: { fixed_delay: '0.1s', percentage: ALL } }),
      '418 DI,FI fault_filter_abort',
    ],
    ['delay only', run({ delay: { fixed_delay: '0.1s', percentage: ALL } }), '200 DI via_upstream'],
    [
      'header_abort',
      run({ abort: { header_abort: {}, percentage: ALL } }, sent(['x-envoy-fault-abort-request', '503'])),
      '503 FI fault_filter_abort',
    ],
    [
      'header_abort 999',
      run({ abort: { header_abort: {}, percentage: ALL } }, sent(['x-envoy-fault-abort-request', '999'])),
      OK,
    ],
    ['a route with an empty config', run(abort(418), GET, { typed_per_filter_config: { fault: typed(FAULT) } }), OK],
  ])('%s', (_row, got, expected) => expect(got).toBe(expected));

  test('a direct_response route: the fault answers first', () => {
    const routes = [{ match: { prefix: '/' }, direct_response: { status: 200 } }];
    expect(answer(outcomeOf({ filters: [extension('fault', FAULT, abort(418))], routes }, GET))).toBe(FAULTED);
  });

  test('no route: the fault answers before the 404', () =>
    expect(answer(outcomeOf({ filters: [extension('fault', FAULT, abort(418))], routes: [] }, GET))).toBe(FAULTED));
});

describe('E.5 typed_per_filter_config, the fault as probe', () => {
  const abort = (http_status: number): JsonObject => typed(FAULT, { abort: { http_status, percentage: ALL } });
  const wrapped = (value: JsonObject): JsonObject => typed('envoy.config.route.v3.FilterConfig', value);
  const at = (config: JsonObject | undefined): JsonObject =>
    config === undefined ? {} : { typed_per_filter_config: { fault: config } };
  interface Levels {
    readonly own?: JsonObject;
    readonly wc?: JsonObject;
    readonly rt?: JsonObject;
    readonly vh?: JsonObject;
    readonly rc?: JsonObject;
  }
  const status = ({ own = {}, wc, rt, vh, rc }: Levels): string => {
    const weighted = { weighted_clusters: { clusters: [{ name: 'c1', weight: 1, ...at(wc) }] } };
    const routes = [{ match: { prefix: '/' }, route: weighted, ...at(rt) }];
    const filters = [{ ...extension('fault', FAULT), ...own }];
    return outcomeOf({ filters, routes, host: at(vh), routeConfig: at(rc) }, GET).status ?? '';
  };
  const OFF = wrapped({ disabled: true });
  test.each<[string, Levels, string]>([
    ['wc > rt > vh > rc', { wc: abort(401), rt: abort(402), vh: abort(403), rc: abort(405) }, '401'],
    ['rt > vh > rc', { rt: abort(402), vh: abort(403), rc: abort(405) }, '402'],
    ['vh > rc', { vh: abort(403), rc: abort(405) }, '403'],
    ['rc', { rc: abort(405) }, '405'],
    ['vh disabled + rt config runs', { vh: OFF, rt: abort(402) }, '402'],
    ['rc disabled + vh config runs', { rc: OFF, vh: abort(403) }, '403'],
    ['wc disabled + rt config is off', { wc: OFF, rt: abort(402) }, '200'],
    ['config and disabled is off', { rt: wrapped({ config: abort(402), disabled: true }) }, '200'],
    ['HCM disabled is off', { own: { disabled: true } }, '200'],
    ['HCM disabled, a route turns it on', { own: { disabled: true }, rt: abort(402) }, '402'],
    ['HCM disabled, FilterConfig turns it on', { own: { disabled: true }, rt: wrapped({ config: abort(402) }) }, '402'],
  ])('%s', (_row, levels, expected) => expect(status(levels)).toBe(expected));
});

describe('F.2 rbac', () => {
  const any = { permissions: [{ any: true }], principals: [{ any: true }] };
  const path = (exact: string): JsonObject => ({
    permissions: [{ url_path: { path: { exact } } }],
    principals: [{ any: true }],
  });
  const run = (config: JsonObject, request: Sent = GET, route: JsonObject = {}, version = '1.40.0'): string => {
    const routes = [{ match: { prefix: '/' }, route: { cluster: 'c1' }, ...route }];
    return answer(outcomeOf({ filters: [extension('rbac', RBAC, config)], routes, version }, request));
  };
  const denied = (policy: string): string => `403 rbac_access_denied_matched_policy[${policy}]`;
  const inverted = {
    permissions: [{ header: { name: 'x-h', string_match: { exact: 'a' }, invert_match: true } }],
    principals: [{ any: true }],
  };
  const denyInverted = { rules: { action: 'DENY', policies: { p: inverted } } };
  test.each<[string, string, string]>([
    ['rules absent', run({}), OK],
    ['rules {}', run({ rules: {} }), denied('none')],
    ['DENY {}', run({ rules: { action: 'DENY' } }), OK],
    ['LOG {}', run({ rules: { action: 'LOG' } }), OK],
    ['LOG hit', run({ rules: { action: 'LOG', policies: { p: any } } }), OK],
    ['two policies: by name', run({ rules: { action: 'DENY', policies: { zz: any, aa: path('/') } } }), denied('aa')],
    ['a blank in the name', run({ rules: { action: 'DENY', policies: { 'a b': any } } }), denied('a_b')],
    ['ALLOW without match', run({ rules: { policies: { p: path('/x') } } }), denied('none')],
    ['url_path /a: query', run({ rules: { policies: { p: path('/a') } } }, { line: 'GET /a?q=1' }), OK],
    ['url_path /a: slash', run({ rules: { policies: { p: path('/a') } } }, { line: 'GET /a/' }), denied('none')],
    ['url_path /a: case', run({ rules: { policies: { p: path('/a') } } }, { line: 'GET /A' }), denied('none')],
    ['url_path /a: parameter', run({ rules: { policies: { p: path('/a') } } }, { line: 'GET /a;x' }), denied('none')],
    ['inverted header, absent', run(denyInverted), OK],
    ['inverted header, another', run(denyInverted, sent(['x-h', 'b'])), denied('p')],
    ['inverted header [a,b], since 1.38.2', run(denyInverted, sent(['x-h', 'a'], ['x-h', 'b'])), OK],
    [
      'inverted header [a,b], up to 1.37.0',
      run(denyInverted, sent(['x-h', 'a'], ['x-h', 'b']), {}, '1.37.0'),
      denied('p'),
    ],
    ['RBACPerRoute {}', run({ rules: {} }, GET, { typed_per_filter_config: { rbac: typed(PER_ROUTE) } }), OK],
    [
      'RBACPerRoute {rbac:{}}',
      run({ rules: {} }, GET, { typed_per_filter_config: { rbac: typed(PER_ROUTE, { rbac: {} }) } }),
      OK,
    ],
    [
      'RBACPerRoute replaces',
      run({}, GET, {
        typed_per_filter_config: {
          rbac: typed(PER_ROUTE, { rbac: { rules: { action: 'DENY', policies: { own: any } } } }),
        },
      }),
      denied('own'),
    ],
  ])('%s', (_row, got, expected) => expect(got).toBe(expected));

  const addresses = (principal: JsonObject, headers: readonly HeaderLine[] = []): string =>
    run(
      { rules: { policies: { p: { permissions: [{ any: true }], principals: [principal] } } } },
      { line: 'GET /', headers, source: '9.9.9.9' },
    );
  const only = (address: string): JsonObject => ({ address_prefix: address, prefix_len: 32 });
  test('direct_remote_ip is the peer, source_ip after PROXY, remote_ip after XFF', () => {
    expect(addresses({ direct_remote_ip: only('127.0.0.1') })).toBe(OK);
    expect(addresses({ source_ip: only('9.9.9.9') })).toBe(OK);
    expect(addresses({ remote_ip: only('7.7.7.7') }, [['x-forwarded-for', '7.7.7.7']])).toBe(OK);
    expect(addresses({ source_ip: only('127.0.0.1') })).toBe(denied('none'));
  });

  test('no route + deny-all: 403, before the 404', () =>
    expect(answer(outcomeOf({ filters: [extension('rbac', RBAC, { rules: {} })], routes: [] }, GET))).toBe(
      denied('none'),
    ));
});

describe('H failures', () => {
  const cluster = (more: JsonObject): string =>
    answer(outcomeOf({ clusters: [{ ...plainCluster('c1', 1001), ...more }] }, GET));
  const breaker = (limits: JsonObject): JsonObject => ({ circuit_breakers: { thresholds: [limits] } });
  const OVERFLOW = '503 UO upstream_reset_before_response_started{overflow}';
  test.each<[string, string, string]>([
    ['no hosts', cluster({ load_assignment: { cluster_name: 'c1' } }), '503 UH no_healthy_upstream'],
    [
      'refused',
      cluster({ load_assignment: { cluster_name: 'c1', endpoints: [{ lb_endpoints: [endpoint(9)] }] } }),
      '503 UF upstream_reset_before_response_started{remote_connection_failure|delayed_connect_error:_Connection_refused}',
    ],
    ['max_requests 0', cluster(breaker({ max_requests: 0 })), OVERFLOW],
    ['max_pending_requests 0', cluster(breaker({ max_pending_requests: 0 })), OVERFLOW],
    ['max_connections 0 serves', cluster(breaker({ max_connections: 0 })), OK],
    ['HIGH max_requests 0, a DEFAULT route', cluster(breaker({ priority: 'HIGH', max_requests: 0 })), OK],
    ['no virtual hosts', answer(outcomeOf({ virtualHosts: [] }, GET)), '404 NR route_not_found'],
  ])('%s', (_row, got, expected) => expect(got).toBe(expected));

  test.each([
    ['100', '503 UDO unconditional_drop_overload'],
    ['99', '503 DO drop_overload'],
  ])('drop_overload of %s %%', (percent, expected) => {
    const policy = { drop_overloads: [{ category: 'd', drop_percentage: { numerator: Number(percent) } }] };
    expect(
      cluster({ load_assignment: { cluster_name: 'c1', endpoints: [{ lb_endpoints: [endpoint(1001)] }], policy } }),
    ).toBe(expected);
  });
});
