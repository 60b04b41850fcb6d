import { expect, test } from 'vitest';
import { loadProxyConfig } from '../../../src/proxy/config/loadProxyConfig.js';
import { checkSupported } from '../../../src/proxy/config/checkSupported.js';
import { cluster, extension, hcm, listener, type Json } from '../dataplane/support/bootstrap.js';

/*
 * What a proxy would need to decide and the reference proxy does not run: named at the start, each with its place.
 */
interface Parts {
  readonly action?: Json;
  readonly virtualHost?: Json;
  readonly manager?: Json;
  readonly listener?: Json;
  readonly tcp?: Json;
  readonly cluster?: Json;
}

const LISTENER = '/static_resources/listeners/0';
const MANAGER = `${LISTENER}/filter_chains/0/filters/0/typed_config`;
const HOST = `${MANAGER}/route_config/virtual_hosts/0`;
const ACTION = `${HOST}/routes/0/route`;
const CLUSTER = '/static_resources/clusters/0';
const OPTIONS = 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions';
const HEADER = [{ name: 'x-again', present_match: true }];

const retries = (fields: Json): Json => ({ retry_policy: { retry_on: '5xx', ...fields } });
const breakers = (fields: Json): Json => ({ circuit_breakers: { thresholds: [fields] } });
const options = (fields: Json): Json => ({
  typed_extension_protocol_options: {
    [OPTIONS]: { '@type': `type.googleapis.com/${OPTIONS}`, ...fields },
  },
});
const rbac = extension('rbac', 'filters.http.rbac.v3.RBAC');
const codec = extension('codec', 'filters.http.upstream_codec.v3.UpstreamCodec');
const internal = { envoy_internal_address: { server_listener_name: 'inner', endpoint_id: 'a' } };

test.each<[string, Parts, string]>([
  // Listeners.
  ['internal_listener', { listener: { address: undefined, internal_listener: {} } }, LISTENER],
  [
    'listener filter pp (proxy_protocol) behind an inspector or with filter_disabled',
    {
      listener: {
        listener_filters: [
          extension('tls', 'filters.listener.tls_inspector.v3.TlsInspector'),
          extension('pp', 'filters.listener.proxy_protocol.v3.ProxyProtocol'),
        ],
      },
    },
    `${LISTENER}/listener_filters/1`,
  ],
  ['tunneling_config of tcp_proxy', { tcp: { tunneling_config: { hostname: 'a:80' } } }, `${MANAGER}/tunneling_config`],
  ['max_downstream_connection_duration', { tcp: { max_downstream_connection_duration: '1s' } }, MANAGER],
  ['downstream_idle_timeout', { tcp: { downstream_idle_timeout: '1s' } }, MANAGER],
  ['upstream_idle_timeout', { tcp: { upstream_idle_timeout: '1s' } }, MANAGER],
  ['backoff_options', { tcp: { backoff_options: { base_interval: '1s' } } }, MANAGER],
  // Connection managers and routes.
  ['codec_type HTTP3', { manager: { codec_type: 'HTTP3' } }, MANAGER],
  ['add_user_agent', { manager: { add_user_agent: true } }, MANAGER],
  ['proxy_status_config', { manager: { proxy_status_config: {} } }, MANAGER],
  [
    'scoped_routes',
    { manager: { route_config: undefined, scoped_routes: { name: 'scopes' } } },
    `${MANAGER}/scoped_routes`,
  ],
  ['hedge_policy', { virtualHost: { hedge_policy: { hedge_on_per_try_timeout: true } } }, HOST],
  ['include_attempt_count_in_response', { virtualHost: { include_attempt_count_in_response: true } }, HOST],
  ['include_is_timeout_retry_header', { virtualHost: { include_is_timeout_retry_header: true } }, HOST],
  ['internal_redirect_policy', { action: { internal_redirect_policy: {} } }, ACTION],
  ['hedge_policy', { action: { hedge_policy: { hedge_on_per_try_timeout: true } } }, ACTION],
  ['retriable_headers', { action: retries({ retriable_headers: HEADER }) }, `${ACTION}/retry_policy`],
  ['retriable_request_headers', { action: retries({ retriable_request_headers: HEADER }) }, `${ACTION}/retry_policy`],
  ['retriable_headers', { virtualHost: retries({ retriable_headers: HEADER }) }, `${HOST}/retry_policy`],
  [
    'rate_limited_retry_back_off',
    { action: retries({ rate_limited_retry_back_off: { reset_headers: [{ name: 'retry-after' }] } }) },
    `${ACTION}/retry_policy`,
  ],
  ['retry_priority', { action: retries({ retry_priority: { name: 'p' } }) }, `${ACTION}/retry_policy`],
  ['retry_options_predicates', { action: retries({ retry_options_predicates: [{}] }) }, `${ACTION}/retry_policy`],
  // Clusters.
  ['HTTP/3 upstream', { cluster: options({ explicit_http_config: { http3_protocol_options: {} } }) }, CLUSTER],
  ['auto_config of HttpProtocolOptions', { cluster: options({ auto_config: {} }) }, CLUSTER],
  ['health_checks', { cluster: { health_checks: [{ timeout: '1s', interval: '1s' }] } }, CLUSTER],
  [
    'connection_pool_per_downstream_connection',
    { cluster: { connection_pool_per_downstream_connection: true } },
    CLUSTER,
  ],
  ['retry_budget', { cluster: breakers({ retry_budget: {} }) }, `${CLUSTER}/circuit_breakers/thresholds/0`],
  [
    'max_connection_pools',
    { cluster: breakers({ max_connection_pools: 1 }) },
    `${CLUSTER}/circuit_breakers/thresholds/0`,
  ],
  [
    'HTTP filter rbac of a cluster',
    { cluster: options({ explicit_http_config: { http_protocol_options: {} }, http_filters: [rbac, codec] }) },
    `${CLUSTER}/typed_extension_protocol_options/${OPTIONS}/http_filters/0`,
  ],
  [
    'filter rbac of a cluster',
    { cluster: { filters: [extension('rbac', 'filters.network.rbac.v3.RBAC', { stat_prefix: 'a' })] } },
    `${CLUSTER}/filters/0`,
  ],
  [
    'cluster type dynamic_forward_proxy',
    {
      cluster: {
        type: undefined,
        load_assignment: undefined,
        lb_policy: 'CLUSTER_PROVIDED',
        cluster_type: extension('dfp', 'clusters.dynamic_forward_proxy.v3.ClusterConfig', { dns_cache_config: {} }),
      },
    },
    CLUSTER,
  ],
  [
    'transport socket internal_upstream',
    {
      cluster: {
        transport_socket: extension('in', 'transport_sockets.internal_upstream.v3.InternalUpstreamTransport', {
          transport_socket: extension('raw', 'transport_sockets.raw_buffer.v3.RawBuffer'),
        }),
      },
    },
    `${CLUSTER}/transport_socket/typed_config`,
  ],
  [
    'host envoy://inner/a',
    {
      cluster: {
        load_assignment: { cluster_name: 'app', endpoints: [{ lb_endpoints: [{ endpoint: { address: internal } }] }] },
      },
    },
    `${CLUSTER}/load_assignment/endpoints/0/lb_endpoints/0`,
  ],
])('%s is refused', async (what, parts, place) => {
  expect(await problemsOf(parts)).toContain(`${what} is not supported @ bootstrap.json:${place}`);
});

test('a flag that is off and an empty list ask for nothing', async () => {
  const parts = {
    virtualHost: { include_attempt_count_in_response: false },
    action: retries({ retriable_headers: [] }),
  };
  expect(await problemsOf(parts)).toEqual([]);
});

async function problemsOf(parts: Parts): Promise<readonly string[]> {
  const virtualHost = {
    name: 'all',
    domains: ['*'],
    routes: [{ match: { prefix: '/' }, route: { cluster: 'app', ...parts.action } }],
    ...parts.virtualHost,
  };
  const filter =
    parts.tcp === undefined
      ? hcm('/dev/null', { virtual_hosts: [virtualHost] }, parts.manager)
      : extension('tcp', 'filters.network.tcp_proxy.v3.TcpProxy', { stat_prefix: 't', cluster: 'app', ...parts.tcp });
  const bootstrap = {
    static_resources: {
      listeners: [listener('in', 80, [filter], parts.listener)],
      clusters: [cluster('app', [81], parts.cluster)],
    },
  };
  const bytes = Buffer.from(JSON.stringify(bootstrap));
  const loaded = await loadProxyConfig({ bytes, name: 'bootstrap.json', print: (one) => one, now: new Date(0) });
  const { problems } = checkSupported(loaded.config, () => false);
  return problems.map(({ message, at }) => `${message} @ ${loaded.sourceOf(at)}`);
}
