import { describe, expect, it } from 'vitest';
import { parseHttpConnectionManager } from '../../../src/envoy/parse/parseHttpConnectionManager.js';
import { parseHttpFilter } from '../../../src/envoy/parse/parseHttpFilter.js';
import { parseRoute } from '../../../src/envoy/parse/parseRoute.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';

const any = (type: string, more: JsonObject = {}) => ({ '@type': `type.googleapis.com/${type}`, ...more });

describe('HttpConnectionManager', () => {
  it.each<[string, JsonObject, object]>([
    [
      'defaults',
      {},
      {
        codecType: 'AUTO',
        useRemoteAddress: false,
        normalizePath: false,
        generateRequestId: true,
        allowAbsoluteUrl: true,
        allowConnect: false,
        acceptHttp10: false,
        forwardClientCertDetails: 'SANITIZE',
        unsupported: [],
      },
    ],
    ['no routes', {}, { routes: { kind: 'none', at: '/h' } }],
    [
      'rds',
      { rds: { route_config_name: '80', config_source: { ads: {} } } },
      { routes: { kind: 'rds', at: '/h/rds', routeConfigName: '80' }, unsupported: [] },
    ],
    [
      'inline',
      { route_config: { name: 'r' } },
      { routes: { kind: 'route_config', routeConfig: { at: '/h/route_config', name: 'r' } } },
    ],
    [
      'scoped',
      { scoped_routes: { name: 's' } },
      { routes: { kind: 'scoped_routes', at: '/h/scoped_routes' }, unsupported: [] },
    ],
    [
      'wrapped',
      { use_remote_address: { value: true }, normalize_path: { value: true } },
      { useRemoteAddress: true, normalizePath: true },
    ],
    [
      'hops',
      { xff_num_trusted_hops: 2, skip_xff_append: true, append_x_forwarded_port: true },
      { xffNumTrustedHops: 2, skipXffAppend: true, appendXForwardedPort: true },
    ],
    ['escaped slashes by number', { path_with_escaped_slashes_action: 3 }, { escapedSlashes: 'UNESCAPE_AND_REDIRECT' }],
    [
      'host options',
      { strip_any_host_port: true, strip_trailing_host_dot: true, merge_slashes: true },
      { stripAnyHostPort: true, stripTrailingHostDot: true, mergeSlashes: true },
    ],
    [
      'HTTP/1.0',
      { http_protocol_options: { accept_http_10: true, default_host_for_http_10: 'h', header_key_format: {} } },
      { acceptHttp10: true, defaultHostForHttp10: 'h', unsupported: [] },
    ],
    ['acceptHttp10', { httpProtocolOptions: { acceptHttp10: true } }, { acceptHttp10: true, unsupported: [] }],
    ['no absolute URLs', { http_protocol_options: { allow_absolute_url: false } }, { allowAbsoluteUrl: false }],
    [
      'CONNECT',
      { http2_protocol_options: { allow_connect: true, max_concurrent_streams: 5 } },
      { allowConnect: true, unsupported: [] },
    ],
    [
      'upgrades',
      { upgrade_configs: [{ upgrade_type: 'websocket' }, { upgrade_type: 'CONNECT', enabled: false }] },
      {
        upgradeConfigs: [
          { upgradeType: 'websocket', enabled: true },
          { upgradeType: 'connect', enabled: false },
        ],
      },
    ],
    [
      'an upgrade with filters of its own',
      { upgrade_configs: [{ upgrade_type: 'x', filters: [{}] }] },
      { upgradeConfigs: [{ unsupported: ['filters'] }] },
    ],
    [
      'logs, traces, timeouts',
      { access_log: [{}], tracing: {}, stream_idle_timeout: '0s', request_timeout: '5s' },
      { unsupported: [] },
    ],
    [
      'who the client is',
      { original_ip_detection_extensions: [{ name: 'x' }] },
      { unsupported: ['original_ip_detection_extensions'] },
    ],
    [
      'underscores refused',
      { common_http_protocol_options: { headers_with_underscores_action: 'REJECT_REQUEST', idle_timeout: '1s' } },
      { unsupported: ['common_http_protocol_options.headers_with_underscores_action'] },
    ],
    [
      'local replies rewritten',
      { local_reply_config: { mappers: [] } },
      { localReplyConfig: { kind: 'unparsed', at: '/h/local_reply_config' } },
    ],
  ])('%s', (_name, json, expected) => {
    expect(parseHttpConnectionManager(json, '/h')).toMatchObject(expected);
  });
});

describe('HTTP filters', () => {
  const read = (json: JsonObject) => parseHttpFilter(json, '/f').config;
  const typed = (type: string, more: JsonObject = {}) => ({ name: 'x', typed_config: any(type, more) });
  const fault = (more: JsonObject) => typed('envoy.extensions.filters.http.fault.v3.HTTPFault', more);

  it.each<[string, JsonObject, object]>([
    [
      'v2 router, name only',
      { name: 'envoy.router' },
      { kind: 'router', strictCheckHeaders: [], suppressEnvoyHeaders: false, unsupported: [] },
    ],
    ['v2 router, empty config', { name: 'envoy.router', config: {} }, { kind: 'router' }],
    [
      'router',
      typed('envoy.extensions.filters.http.router.v3.Router', { suppress_envoy_headers: true, start_child_span: true }),
      { kind: 'router', suppressEnvoyHeaders: true, unsupported: [] },
    ],
    [
      'upstream filters of a router',
      typed('envoy.extensions.filters.http.router.v3.Router', { upstream_http_filters: [{}] }),
      { unsupported: ['upstream_http_filters'] },
    ],
    ['another Router', typed('envoy.extensions.filters.network.thrift_proxy.v3.Router'), { kind: 'unparsed' }],
    ['v2 cors', { name: 'envoy.cors' }, { kind: 'cors' }],
    ['cors', typed('envoy.extensions.filters.http.cors.v3.Cors'), { kind: 'cors' }],
    [
      'a TypedStruct',
      {
        name: 'x',
        typed_config: any('udpa.type.v1.TypedStruct', {
          type_url: 'type.googleapis.com/stats.PluginConfig',
          value: {},
        }),
      },
      { kind: 'unparsed', typeUrl: 'stats.PluginConfig', at: '/f/typed_config/value' },
    ],
    [
      'a modelled filter in a TypedStruct',
      {
        name: 'x',
        typed_config: any('xds.type.v3.TypedStruct', {
          type_url: 'x/envoy.extensions.filters.http.cors.v3.Cors',
          value: {},
        }),
      },
      { kind: 'cors' },
    ],
    [
      'istio.alpn',
      typed('istio.envoy.config.filter.http.alpn.v2alpha1.FilterConfig', {
        alpn_override: [
          { alpn_override: ['istio-http/1.0', 'istio', 'http/1.0'] },
          { upstream_protocol: 'HTTP2', alpn_override: ['h2'] },
        ],
      }),
      {
        kind: 'istio_alpn',
        overrides: [
          { upstreamProtocol: 'HTTP10', alpn: ['istio-http/1.0', 'istio', 'http/1.0'] },
          { upstreamProtocol: 'HTTP2', alpn: ['h2'] },
        ],
      },
    ],
    ['another FilterConfig', typed('envoy.extensions.filters.http.grpc_stats.v3.FilterConfig'), { kind: 'unparsed' }],
    [
      'ECDS',
      { name: 'w', config_discovery: { config_source: { ads: {} }, type_urls: ['x'] } },
      { kind: 'ecds', configName: 'w' },
    ],
    [
      'ECDS with a default',
      { name: 'w', config_discovery: { default_config: any('envoy.extensions.filters.http.cors.v3.Cors') } },
      { kind: 'ecds', configName: 'w', defaultConfig: { kind: 'cors' } },
    ],
    ['a filter with a field that is not known', { name: 'envoy.router', frob: 1 }, { kind: 'unparsed', at: '/f' }],
    [
      'fault',
      fault({ abort: { http_status: 418, percentage: { numerator: 5, denominator: 'MILLION' } } }),
      {
        kind: 'fault',
        fault: { abort: { httpStatus: 418, headerAbort: false, percentage: { numerator: 5, denominator: 1_000_000 } } },
      },
    ],
    [
      'fault without percentage',
      fault({ delay: { fixed_delay: '1.5s' } }),
      { fault: { delay: { fixedDelayMs: 1500, percentage: { numerator: 0, denominator: 100 } } } },
    ],
    [
      'v2 fault percent',
      { name: 'envoy.fault', config: { delay: { type: 'FIXED', fixed_delay: '1s', percent: 7 } } },
      { fault: { delay: { percentage: { numerator: 7, denominator: 100 } }, unsupported: [] } },
    ],
    [
      'fault by header',
      fault({ abort: { header_abort: {}, percentage: { numerator: 100 } } }),
      { fault: { abort: { headerAbort: true } } },
    ],
    [
      'fault gates',
      fault({ upstream_cluster: 'c', downstream_nodes: ['n'], max_active_faults: 0, headers: [{ name: 'h' }] }),
      { fault: { upstreamCluster: 'c', downstreamNodes: ['n'], maxActiveFaults: 0, headers: [{ name: 'h' }] } },
    ],
    [
      'a denominator of a later release',
      fault({ abort: { percentage: { denominator: 'BILLION' } } }),
      { fault: { unsupported: ['abort.percentage.denominator'] } },
    ],
  ])('%s', (_name, json, expected) => {
    expect(read(json)).toMatchObject(expected);
  });
});

describe('per-filter configs', () => {
  const read = (json: JsonObject) => parseRoute(json, '/r').perFilterConfig;
  const typed = (value: JsonObject) => read({ typed_per_filter_config: { my_filter: value } }).get('my_filter');
  const at = '/r/typed_per_filter_config/my_filter';

  it.each<[string, JsonObject, object]>([
    [
      'fault',
      any('envoy.extensions.filters.http.fault.v3.HTTPFault'),
      { at, disabled: false, config: { kind: 'fault' } },
    ],
    [
      'cors',
      any('envoy.extensions.filters.http.cors.v3.CorsPolicy', { allow_origin_string_match: [{ exact: 'a' }] }),
      { config: { kind: 'cors', cors: { allowOrigin: [{ kind: 'exact', value: 'a' }] } } },
    ],
    [
      'rbac off',
      any('envoy.extensions.filters.http.rbac.v3.RBACPerRoute'),
      { config: { kind: 'rbac', rbac: undefined } },
    ],
    [
      'rbac',
      any('envoy.extensions.filters.http.rbac.v3.RBACPerRoute', { rbac: { rules: {} } }),
      { config: { kind: 'rbac', rbac: { rules: { action: 'ALLOW', policies: [] } } } },
    ],
    ['disabled', any('envoy.config.route.v3.FilterConfig', { disabled: true }), { disabled: true }],
    [
      'wrapped',
      any('envoy.config.route.v3.FilterConfig', {
        is_optional: true,
        config: any('envoy.extensions.filters.http.fault.v3.HTTPFault'),
      }),
      { at, disabled: false, config: { kind: 'fault', fault: { at: `${at}/config` } } },
    ],
    ['opaque', any('envoy.extensions.filters.http.lua.v3.LuaPerRoute'), { config: { kind: 'unparsed' } }],
  ])('%s', (_name, json, expected) => {
    expect(typed(json)).toMatchObject(expected);
  });

  it('v2: by the filter’s name', () => {
    const configs = read({ per_filter_config: { 'envoy.fault': { abort: { http_status: 503 } }, mixer: {} } });
    expect(configs.get('envoy.fault')).toMatchObject({
      config: { kind: 'fault', fault: { abort: { httpStatus: 503 } } },
    });
    expect(configs.get('mixer')).toMatchObject({ config: { kind: 'unparsed', at: '/r/per_filter_config/mixer' } });
  });

  it('cors in v2: origins, regular expressions, enabled', () => {
    const cors = { allow_origin: ['*'], allow_origin_regex: ['a.*'], enabled: false };
    const { action } = parseRoute({ route: { cluster: 'c', cors } }, '/r');
    expect(action).toMatchObject({
      cors: {
        allowOrigin: [
          { kind: 'exact', value: '*' },
          { kind: 'ecmascript', regex: 'a.*' },
        ],
        filterEnabled: { numerator: 0, denominator: 100 },
        unsupported: [],
      },
    });
  });
});
