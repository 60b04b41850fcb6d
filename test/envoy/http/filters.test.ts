import { describe, expect, it } from 'vitest';
import { checkUpgrade } from '../../../src/envoy/http/checkUpgrade.js';
import { classifyHttpFilter } from '../../../src/envoy/http/filter/classifyHttpFilter.js';
import { corsPolicies, type CorsLevels } from '../../../src/envoy/http/filter/corsPolicies.js';
import { effectiveFilterConfig } from '../../../src/envoy/http/filter/effectiveFilterConfig.js';
import { evaluateCors } from '../../../src/envoy/http/filter/evaluateCors.js';
import { evaluateFault } from '../../../src/envoy/http/filter/evaluateFault.js';
import { istioAlpn } from '../../../src/envoy/http/filter/istioAlpn.js';
import { setFilterState } from '../../../src/envoy/http/filter/setFilterState.js';
import { checkStrictHeaders } from '../../../src/envoy/http/filter/checkStrictHeaders.js';
import { parseHttpConnectionManager } from '../../../src/envoy/parse/parseHttpConnectionManager.js';
import { parseHttpFault } from '../../../src/envoy/parse/parseHttpFault.js';
import { parseHttpFilter } from '../../../src/envoy/parse/parseHttpFilter.js';
import { parseRoute } from '../../../src/envoy/parse/parseRoute.js';
import { parseVirtualHost } from '../../../src/envoy/parse/parseVirtualHost.js';
import { chooseLikeliest, type Choose } from '../../../src/logic/Fork.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { request, requestContext, type RequestOptions } from '../requestContext.js';

const always = { numerator: 100, denominator: 'HUNDRED' };

/** `delay 100, 503 FI`, `nothing`, … */
function fault(
  config: JsonObject,
  options: RequestOptions = {},
  choose: Choose = chooseLikeliest,
  cluster?: string,
): string {
  const outcome = evaluateFault(parseHttpFault(config, ''), requestContext('GET /', options), cluster ?? 'c', choose);
  const { reply, delayMs } = outcome;
  const grpc = reply?.grpcStatus === undefined ? '' : ` grpc-status ${reply.grpcStatus}`;
  const parts = [
    ...(delayMs === undefined ? [] : [`delay ${delayMs}`]),
    ...(reply ? [`${reply.status ?? 0} ${reply.flags}${grpc}`] : []),
    ...(outcome.unknown === undefined ? [] : [outcome.unknown]),
  ];
  return parts.join(', ') || 'nothing';
}

describe('fault', () => {
  const abort = { http_status: 418, percentage: always };
  const delay = { fixed_delay: '0.1s', percentage: always };
  const gate = { headers: [{ name: 'x', string_match: { exact: '1' } }] };
  const grpc = { headers: { 'content-type': 'application/grpc' } };

  it.each<[string, JsonObject, RequestOptions, string]>([
    ['abort', { abort }, {}, '418 FI'],
    ['delay', { delay }, {}, 'delay 100'],
    ['both', { abort, delay }, {}, 'delay 100, 418 DI,FI'],
    ['abort without percentage', { abort: { http_status: 418 } }, {}, 'nothing'],
    ['delay without percentage', { delay: { fixed_delay: '1s' } }, {}, 'nothing'],
    ['percentage 0', { abort: { http_status: 418, percentage: { numerator: 0 } } }, {}, 'nothing'],
    ['max_active_faults 0', { abort, max_active_faults: 0 }, {}, 'nothing'],
    ['another upstream_cluster', { abort, upstream_cluster: 'd' }, {}, 'nothing'],
    ['this upstream_cluster', { abort, upstream_cluster: 'c' }, {}, '418 FI'],
    ['a header that is missing', { abort, ...gate }, {}, 'nothing'],
    ['a header that is there', { abort, ...gate }, { headers: { x: '1' } }, '418 FI'],
    ['downstream_nodes without node', { abort, downstream_nodes: ['n'] }, {}, 'nothing'],
    [
      'downstream_nodes',
      { abort, downstream_nodes: ['n'] },
      { headers: { 'x-envoy-downstream-service-node': 'n' } },
      '418 FI',
    ],
    ['grpc_status for plain HTTP is a 200', { abort: { grpc_status: 14, percentage: always } }, {}, '200 FI'],
    ['grpc_status for gRPC', { abort: { grpc_status: 14, percentage: always } }, grpc, '200 FI grpc-status 14'],
    ['http_status for gRPC', { abort: { http_status: 503, percentage: always } }, grpc, '200 FI grpc-status 14'],
    ['no fault configured', {}, {}, 'nothing'],
  ])('%s', (_rule, config, options, expected) => {
    expect(fault(config, options)).toBe(expected);
  });

  const byHeader = { abort: { header_abort: {}, percentage: always } };
  it.each<[string, JsonObject, Record<string, string>, string]>([
    ['status by header', byHeader, { 'x-envoy-fault-abort-request': '503' }, '503 FI'],
    ['a status that is none', byHeader, { 'x-envoy-fault-abort-request': '999' }, 'nothing'],
    ['without the header', byHeader, {}, 'nothing'],
    [
      'the percentage header may lower',
      byHeader,
      { 'x-envoy-fault-abort-request': '503', 'x-envoy-fault-abort-request-percentage': '0' },
      'nothing',
    ],
    [
      'but not raise',
      { abort: { header_abort: {}, percentage: { numerator: 0 } } },
      { 'x-envoy-fault-abort-request': '503', 'x-envoy-fault-abort-request-percentage': '100' },
      'nothing',
    ],
    [
      'delay by header',
      { delay: { header_delay: {}, percentage: always } },
      { 'x-envoy-fault-delay-request': '70' },
      'delay 70',
    ],
  ])('headers in control: %s', (_rule, config, headers, expected) => {
    expect(fault(config, { headers })).toBe(expected);
  });

  it.each([
    [{ numerator: 30, denominator: 'HUNDRED' }, 0.3],
    [{ numerator: 500, denominator: 'TEN_THOUSAND' }, 0.05],
    [{ numerator: 250_000, denominator: 'MILLION' }, 0.25],
  ])('%o is a fork', (percentage, probability) => {
    const seen: unknown[] = [];
    fault({ abort: { http_status: 418, percentage } }, {}, (fork) => {
      seen.push(fork.name, fork.branches[0]?.probability);
      return chooseLikeliest(fork);
    });
    expect(seen).toEqual(['fault.abort', probability]);
  });

  it('the body and details of an abort', () => {
    const { reply } = evaluateFault(parseHttpFault({ abort }, ''), requestContext('GET /'), undefined, chooseLikeliest);
    expect(reply).toMatchObject({ body: 'fault filter abort', details: 'fault_filter_abort' });
  });

  it('runtime overrides, where known', () => {
    expect(fault({ abort }, { runtime: { 'fault.http.abort.abort_percent': '0' } })).toBe('nothing');
    expect(fault({ abort }, { runtime: { 'fault.http.abort.http_status': '503' } })).toBe('503 FI');
  });
});

describe('cors', () => {
  const policy = { allow_origin_string_match: [{ exact: 'http://a.com' }] };
  const preflight = (origin: string, more: Record<string, string> = { 'access-control-request-method': 'GET' }) => ({
    headers: { origin, ...more },
  });
  const anywhere = { perFilterConfig: new Map() };
  const answer = (cors: JsonObject | undefined, options: RequestOptions, method = 'OPTIONS', onHost?: JsonObject) => {
    const route = parseRoute({ match: { prefix: '/' }, route: { cluster: 'c', ...(cors ? { cors } : {}) } }, '');
    const host = parseVirtualHost({ name: 'v', domains: ['*'], ...(onHost ? { cors: onHost } : {}) }, '');
    const policies = corsPolicies('envoy.filters.http.cors', { route, virtualHost: host, routeConfig: anywhere });
    const { reply, unknown } = evaluateCors(policies, requestContext(`${method} /`, options), chooseLikeliest);
    return reply ? `${reply.status ?? 0} ${reply.details}` : (unknown ?? 'passes');
  };

  it.each<[string, JsonObject | undefined, RequestOptions, string]>([
    ['an allowed origin', policy, preflight('http://a.com'), '200 cors_response'],
    ['another origin is passed on', policy, preflight('http://b.com'), 'passes'],
    [
      'forward_not_matching_preflights: false',
      { ...policy, forward_not_matching_preflights: false },
      preflight('http://b.com'),
      '200 cors_response',
    ],
    [
      'an empty access-control-request-method',
      policy,
      preflight('http://a.com', { 'access-control-request-method': '' }),
      'passes',
    ],
    ['no access-control-request-method', policy, preflight('http://a.com', {}), 'passes'],
    [
      'filter_enabled 0',
      { ...policy, filter_enabled: { default_value: { numerator: 0 } } },
      preflight('http://a.com'),
      'passes',
    ],
    ['no policy', undefined, preflight('http://a.com'), 'passes'],
    [
      '* allows every origin',
      { allow_origin_string_match: [{ exact: '*' }] },
      preflight('http://b.com'),
      '200 cors_response',
    ],
    [
      'a regex that is not known',
      { allow_origin_string_match: [{ safe_regex: { regex: '(?=x)' } }] },
      preflight('http://b.com'),
      'whether the CORS policy allows this origin',
    ],
  ])('%s', (_rule, cors, options, expected) => {
    expect(answer(cors, options)).toBe(expected);
  });

  it('only OPTIONS is a preflight', () => expect(answer(policy, preflight('http://a.com'), 'GET')).toBe('passes'));
  it('the virtual host’s policy where the route has none', () => {
    expect(answer(undefined, preflight('http://a.com'), 'OPTIONS', policy)).toBe('200 cors_response');
  });
});

describe('cors policies by level', () => {
  const at = (origin: string) => {
    const config = {
      '@type': 'type.googleapis.com/envoy.extensions.filters.http.cors.v3.CorsPolicy',
      allow_origin_string_match: [{ exact: origin }],
    };
    return parseVirtualHost({ typed_per_filter_config: { cors: config } }, '');
  };
  const nothing = parseVirtualHost({}, '');
  const route = parseRoute({ match: { prefix: '/' }, route: { cluster: 'c' } }, '');
  const origins = (levels: Partial<CorsLevels>) =>
    corsPolicies('cors', { route, virtualHost: nothing, routeConfig: nothing, ...levels }).map(
      ({ allowOrigin: [one] }) => (one?.kind === 'exact' ? one.value : ''),
    );

  it('the configuration’s counts where no other is', () => {
    expect(origins({ routeConfig: at('rc') })).toEqual(['rc']);
  });
  it('a route that answers by itself has none', () => {
    const redirect = parseRoute({ match: { prefix: '/' }, redirect: {} }, '');
    expect(origins({ route: redirect, virtualHost: at('vh') })).toEqual([]);
  });
  it('the older fields count only where no level has a typed policy', () => {
    const older = parseVirtualHost({ cors: { allow_origin_string_match: [{ exact: 'old' }] } }, '');
    expect(origins({ virtualHost: older })).toEqual(['old']);
    expect(origins({ virtualHost: older, routeConfig: at('rc') })).toEqual(['rc']);
  });
  it('each field comes from the most specific policy that sets it', () => {
    const [strict] = corsPolicies('cors', { route, virtualHost: nothing, routeConfig: at('rc') });
    const [lax] = corsPolicies('cors', { route, virtualHost: at('vh'), routeConfig: nothing });
    if (!strict || !lax) throw new Error('two policies');
    const headers = { origin: 'http://x', 'access-control-request-method': 'GET' };
    const context = requestContext('OPTIONS /', { headers });
    const policies = [lax, { ...strict, forwardNotMatchingPreflights: false }];
    expect(evaluateCors(policies, context, chooseLikeliest).reply?.details).toBe('cors_response');
  });
  it('weighted entry, route, virtual host, configuration', () => {
    const levels = { weighted: at('wc'), route: { ...route, ...at('rt'), action: route.action } };
    expect(origins({ ...levels, virtualHost: at('vh'), routeConfig: at('rc') })).toEqual(['wc', 'rt', 'vh', 'rc']);
  });
});

describe('typed_per_filter_config', () => {
  const typed = (status: number) => ({
    '@type': 'type.googleapis.com/envoy.extensions.filters.http.fault.v3.HTTPFault',
    abort: { http_status: status, percentage: always },
  });
  const wrapped = (rest: JsonObject) => ({
    '@type': 'type.googleapis.com/envoy.config.route.v3.FilterConfig',
    ...rest,
  });
  const level = (config: JsonObject | undefined, key = 'my-fault') =>
    config && parseVirtualHost({ typed_per_filter_config: { [key]: config } }, '');
  const effective = (
    levels: { readonly wc?: JsonObject; readonly rt?: JsonObject; readonly vh?: JsonObject; readonly rc?: JsonObject },
    disabled = false,
    key = 'my-fault',
  ): string => {
    const filter = parseHttpFilter({ name: 'my-fault', disabled, typed_config: typed(500) }, '');
    const result = effectiveFilterConfig(filter, {
      weighted: level(levels.wc, key),
      route: level(levels.rt, key) ?? { perFilterConfig: new Map() },
      virtualHost: level(levels.vh, key),
      routeConfig: level(levels.rc, key),
    });
    if (result.kind === 'disabled') return 'off';
    return result.config.kind === 'fault' ? String(result.config.fault.abort?.httpStatus) : result.config.kind;
  };

  it.each<[string, Parameters<typeof effective>[0], string]>([
    ['none: the filter’s own', {}, '500'],
    ['the weighted entry goes before the route', { wc: typed(1), rt: typed(2), vh: typed(3), rc: typed(4) }, '1'],
    ['the route before the virtual host', { rt: typed(2), vh: typed(3), rc: typed(4) }, '2'],
    ['the virtual host before the configuration', { vh: typed(3), rc: typed(4) }, '3'],
    ['disabled above, configured below: runs', { vh: wrapped({ disabled: true }), rt: typed(2) }, '2'],
    ['disabled at the most specific level: off', { wc: wrapped({ disabled: true }), rt: typed(2) }, 'off'],
    ['disabled with a config: off', { rt: wrapped({ disabled: true, config: typed(2) }) }, 'off'],
    ['empty above, configured below', { vh: wrapped({ config: {} }), rc: typed(4) }, '4'],
    ['empty above, disabled below', { vh: wrapped({ config: {} }), rc: wrapped({ disabled: true }) }, '500'],
    ['wrapped', { rt: wrapped({ config: typed(2) }) }, '2'],
  ])('%s', (_rule, levels, expected) => {
    expect(effective(levels)).toBe(expected);
  });

  it('without a route the filter’s own, whatever virtual host took the request', () => {
    const filter = parseHttpFilter({ name: 'my-fault', typed_config: typed(500) }, '');
    expect(effectiveFilterConfig(filter, { virtualHost: level(typed(3)), routeConfig: level(typed(4)) }).kind).toBe(
      'own',
    );
  });

  it('the key is the filter’s configured name, not its canonical one', () => {
    expect(effective({ rt: typed(2) }, false, 'envoy.filters.http.fault')).toBe('500');
  });

  it('a filter that http_filters disables runs where a route configures it', () => {
    expect(effective({}, true)).toBe('off');
    expect(effective({ rt: typed(2) }, true)).toBe('2');
    expect(effective({ rt: wrapped({ config: {} }) }, true)).toBe('500');
  });
});

describe('istio.alpn', () => {
  const overrides = [
    { upstreamProtocol: 'HTTP11', alpn: ['istio-http/1.1', 'istio', 'http/1.1'] },
    { upstreamProtocol: 'HTTP2', alpn: ['istio-h2', 'istio', 'h2'] },
  ] as const;
  it('by the protocol spoken upstream', () => {
    expect(istioAlpn(overrides, {}, 'HTTP/2')).toEqual(['istio-h2', 'istio', 'h2']);
    expect(istioAlpn(overrides, {}, 'HTTP/1.0')).toBeUndefined();
  });
  it('not for a cluster that says so', () => {
    expect(istioAlpn(overrides, { istio: { alpn_override: 'false' } }, 'HTTP/2')).toBeUndefined();
  });
});

describe('set_filter_state', () => {
  it('sets formatted values; - stands for what is missing', () => {
    const value = (objectKey: string, format: string) => ({
      skipIfEmpty: false,
      at: '',
      objectKey,
      format,
      sharedWithUpstream: objectKey === 'a',
    });
    const { filterState, shared } = setFilterState(
      [value('a', '%REQ(:path)%'), value('b', '%REQ(none)%')],
      requestContext('GET /x'),
    );
    expect([...filterState]).toEqual([
      ['a', '/x'],
      ['b', '-'],
    ]);
    expect(shared).toEqual(['a']);
  });
});

describe('strict_check_headers', () => {
  it('400 IH for a number that is none', () => {
    const sent = request('GET /', { headers: { 'x-envoy-max-retries': 'many' } });
    expect(checkStrictHeaders(['x-envoy-max-retries'], sent).reply).toMatchObject({
      status: 400,
      flags: 'IH',
      details: 'request_headers_failed_strict_check{x-envoy-max-retries}',
    });
  });
});

describe('upgrades', () => {
  const websocket = { headers: { connection: 'keep-alive, Upgrade', upgrade: 'WebSocket' } };
  const refused = (
    line: string,
    options: RequestOptions,
    hcm: readonly JsonObject[],
    route?: readonly JsonObject[],
  ) => {
    const manager = parseHttpConnectionManager({ upgrade_configs: hcm }, '');
    const parsed = route && parseRoute({ match: { prefix: '/' }, route: { cluster: 'c', upgrade_configs: route } }, '');
    return checkUpgrade(request(line, options), manager, parsed)?.details ?? 'goes on';
  };
  const allowed = [{ upgrade_type: 'websocket' }];

  it('allowed by the connection manager', () => expect(refused('GET /', websocket, allowed, [])).toBe('goes on'));
  it('not configured', () => expect(refused('GET /', websocket, [], [])).toBe('upgrade_failed'));
  it('another type', () => expect(refused('GET /', websocket, [{ upgrade_type: 'h2c' }], [])).toBe('upgrade_failed'));
  it('the route forbids it', () => {
    expect(refused('GET /', websocket, allowed, [{ upgrade_type: 'websocket', enabled: false }])).toBe(
      'upgrade_failed',
    );
  });
  it('the route alone allows it', () => expect(refused('GET /', websocket, [], allowed)).toBe('goes on'));
  it('CONNECT needs its own upgrade', () => expect(refused('CONNECT a.com:1', {}, allowed, [])).toBe('upgrade_failed'));
  it('without a route: on to the 404', () => expect(refused('CONNECT a.com:1', {}, [])).toBe('goes on'));
  it('no upgrade asked for', () => expect(refused('GET /', {}, [], [])).toBe('goes on'));
});

describe('filters by type', () => {
  it.each([
    ['envoy.extensions.filters.http.fault.v3.HTTPFault', 'modelled'],
    ['envoy.extensions.filters.http.grpc_stats.v3.FilterConfig', 'harmless'],
    ['envoy.extensions.filters.http.compressor.v3.Compressor', 'harmless'],
    ['envoy.extensions.filters.http.lua.v3.Lua', 'opaque'],
    ['envoy.extensions.filters.http.ext_proc.v3.ExternalProcessor', 'opaque'],
    ['envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication', 'modelled'],
    ['io.example.Unheard', 'opaque'],
  ])('%s is %s', (type, expected) => {
    const filter = parseHttpFilter({ name: 'f', typed_config: { '@type': `type.googleapis.com/${type}` } }, '');
    expect(classifyHttpFilter(filter)).toEqual({ kind: expected, name: 'f' });
  });
});
