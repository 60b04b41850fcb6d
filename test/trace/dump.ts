/** Pieces of a config_dump, as Istio's proxies have them; a test adds what it is about. */
interface Json {
  readonly [key: string]: unknown;
  readonly name?: unknown;
}

const HCM = 'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager';
const TCP = 'type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy';
const ROUTER = 'type.googleapis.com/envoy.extensions.filters.http.router.v3.Router';
const ORIGINAL_DST = 'type.googleapis.com/envoy.extensions.filters.listener.original_dst.v3.OriginalDst';
const TLS_INSPECTOR = 'type.googleapis.com/envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector';
const HTTP_INSPECTOR = 'type.googleapis.com/envoy.extensions.filters.listener.http_inspector.v3.HttpInspector';
const DOWNSTREAM = 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext';
const UPSTREAM = 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext';

/** What a test gives of a proxy. */
export interface Dump {
  readonly nodeId?: string;
  readonly listeners?: readonly Json[];
  readonly routes?: readonly Json[];
  readonly clusters?: readonly Json[];
  /** Cluster name to `ip:port` of its endpoints; a leading `!` is UNHEALTHY. */
  readonly endpoints?: Readonly<Record<string, readonly string[]>>;
  /** Not in the dump: `listeners`, `routes`, `clusters`, `endpoints`. */
  readonly without?: readonly string[];
  readonly version?: string;
}

/** The whole dump of a proxy. */
export function dump({
  nodeId,
  listeners = [],
  routes = [],
  clusters = [],
  endpoints = {},
  without = [],
  version,
}: Dump): Json {
  const sections: Readonly<Record<string, Json>> = {
    bootstrap: {
      '@type': 'type.googleapis.com/envoy.admin.v3.BootstrapConfigDump',
      bootstrap: {
        node: {
          id: nodeId ?? 'sidecar~10.0.0.1~a.web~web.svc.cluster.local',
          user_agent_build_version: build(version ?? '1.36.2'),
        },
      },
    },
    clusters: {
      '@type': 'type.googleapis.com/envoy.admin.v3.ClustersConfigDump',
      dynamic_active_clusters: clusters.map((cluster) => ({ cluster })),
    },
    listeners: {
      '@type': 'type.googleapis.com/envoy.admin.v3.ListenersConfigDump',
      dynamic_listeners: listeners.map((listener) => ({ name: listener.name, active_state: { listener } })),
    },
    routes: {
      '@type': 'type.googleapis.com/envoy.admin.v3.RoutesConfigDump',
      dynamic_route_configs: routes.map((route_config) => ({ route_config })),
    },
    endpoints: {
      '@type': 'type.googleapis.com/envoy.admin.v3.EndpointsConfigDump',
      dynamic_endpoint_configs: Object.entries(endpoints).map(([name, hosts]) => ({
        endpoint_config: { cluster_name: name, endpoints: [{ lb_endpoints: hosts.map(host) }] },
      })),
    },
  };
  return { configs: Object.entries(sections).flatMap(([name, section]) => (without.includes(name) ? [] : [section])) };
}

function build(version: string): Json {
  const [major_number, minor_number, patch] = version.split('.').map(Number);
  return { version: { major_number, minor_number, patch } };
}

function host(text: string): Json {
  const at = text.replace(/^!/, '');
  const colon = at.lastIndexOf(':');
  const address = at.slice(0, colon).replace(/^\[|\]$/g, '');
  const endpoint = { address: { socket_address: { address, port_value: Number(at.slice(colon + 1)) } } };
  return { endpoint, health_status: text.startsWith('!') ? 'UNHEALTHY' : 'HEALTHY' };
}

/** A listener `IP_PORT` (or another name) with its chains; not bound, as Istio's are that others hand to. */
export function listener(at: string, chains: readonly Json[], more: Json = {}): Json {
  const colon = at.lastIndexOf(':');
  const address = at.slice(0, colon).replace(/^\[|\]$/g, '');
  return {
    name: at.replaceAll(':', '_'),
    address: { socket_address: { address, port_value: Number(at.slice(colon + 1)) } },
    filter_chains: chains,
    bind_to_port: false,
    traffic_direction: 'OUTBOUND',
    ...more,
  };
}

/** The listener that captured outbound traffic comes to; it hands over, else passes through. */
export function virtualOutbound(more: Json = {}, port = 15_001): Json {
  return listener(`0.0.0.0:${port}`, [tcp('PassthroughCluster')], {
    name: 'virtualOutbound',
    bind_to_port: true,
    use_original_dst: true,
    ...more,
  });
}

/** The listener that captured inbound traffic comes to, with the chains of its ports. */
export function virtualInbound(chains: readonly Json[], more: Json = {}): Json {
  return listener('0.0.0.0:15006', chains, {
    name: 'virtualInbound',
    bind_to_port: true,
    traffic_direction: 'INBOUND',
    listener_filters: [
      { name: 'envoy.filters.listener.original_dst', typed_config: { '@type': ORIGINAL_DST } },
      inspectors.tls,
      inspectors.http,
    ],
    ...more,
  });
}

/** Listener filters. */
export const inspectors = {
  tls: { name: 'envoy.filters.listener.tls_inspector', typed_config: { '@type': TLS_INSPECTOR } },
  http: { name: 'envoy.filters.listener.http_inspector', typed_config: { '@type': HTTP_INSPECTOR } },
};

/** A chain that ends in a TCP proxy. */
export function tcp(cluster: string, match: Json = {}, more: Json = {}): Json {
  const filter = {
    name: 'envoy.filters.network.tcp_proxy',
    typed_config: { '@type': TCP, stat_prefix: cluster, cluster },
  };
  return { filter_chain_match: match, filters: [filter], ...more };
}

/** A chain that ends in an HTTP connection manager: by RDS name, or with its own routes; filters run ahead of the router. */
export function http(
  routes: string | Json,
  match: Json = {},
  { filters = [], hcm = {}, ...more }: { filters?: readonly Json[]; hcm?: Json; transport_socket?: Json } = {},
): Json {
  const source = typeof routes === 'string' ? { rds: { route_config_name: routes } } : { route_config: routes };
  const config = {
    '@type': HCM,
    stat_prefix: 'test',
    ...source,
    http_filters: [...filters, { name: 'envoy.filters.http.router', typed_config: { '@type': ROUTER } }],
    ...hcm,
  };
  return {
    filter_chain_match: match,
    filters: [{ name: 'envoy.filters.network.http_connection_manager', typed_config: config }],
    ...more,
  };
}

/** A filter of any kind, by its short name: `lua`, `fault`, `rbac`, `cors`. */
export function filter(kind: string, config: Json = {}, name = `envoy.filters.http.${kind}`): Json {
  const type = { fault: 'HTTPFault', rbac: 'RBAC', lua: 'Lua', cors: 'Cors' }[kind] ?? kind;
  return {
    name,
    typed_config: { '@type': `type.googleapis.com/envoy.extensions.filters.http.${kind}.v3.${type}`, ...config },
  };
}

/** A route configuration of one virtual host a domain list. */
export function routeConfig(name: string, hosts: Readonly<Record<string, readonly Json[]>>): Json {
  const virtual_hosts = Object.entries(hosts).map(([domains, routes], index) => ({
    name: `host-${index}`,
    domains: domains.split(' '),
    routes,
  }));
  return { name, virtual_hosts };
}

/** A route to a cluster by path prefix. */
export function route(cluster: string, match: Json = { prefix: '/' }, action: Json = {}, more: Json = {}): Json {
  return { match, route: { cluster, ...action }, ...more };
}

/** An EDS cluster. */
export function cluster(name: string, more: Json = {}): Json {
  return { name, type: 'EDS', eds_cluster_config: { eds_config: { ads: {} } }, connect_timeout: '10s', ...more };
}

/** An ORIGINAL_DST cluster. */
export function passthrough(name = 'PassthroughCluster', more: Json = {}): Json {
  return { name, type: 'ORIGINAL_DST', lb_policy: 'CLUSTER_PROVIDED', connect_timeout: '10s', ...more };
}

/** A cluster of fixed addresses; none: a black hole. */
export function fixed(name: string, hosts: readonly string[], more: Json = {}): Json {
  const load_assignment = {
    cluster_name: name,
    endpoints: hosts.length === 0 ? [] : [{ lb_endpoints: hosts.map(host) }],
  };
  return { name, type: 'STATIC', load_assignment, connect_timeout: '10s', ...more };
}

/** A chain's TLS: `require` a client certificate of the mesh, and offer `alpn`. */
export function terminates({ require = false, alpn = [] as readonly string[] } = {}): Json {
  return {
    name: 'envoy.transport_sockets.tls',
    typed_config: {
      '@type': DOWNSTREAM,
      require_client_certificate: require,
      common_tls_context: {
        alpn_protocols: alpn,
        tls_certificate_sds_secret_configs: [{ name: 'default' }],
        ...(require
          ? {
              combined_validation_context: {
                default_validation_context: {},
                validation_context_sds_secret_config: { name: 'ROOTCA' },
              },
            }
          : {}),
      },
    },
  };
}

/** A cluster's mutual TLS, as Istio configures it; `san` is the server name that it accepts. */
export function originates(sni: string, san?: string): Json {
  const validation = {
    default_validation_context: san === undefined ? {} : { match_subject_alt_names: [{ exact: san }] },
    validation_context_sds_secret_config: { name: 'ROOTCA' },
  };
  return {
    name: 'envoy.transport_sockets.tls',
    typed_config: {
      '@type': UPSTREAM,
      sni,
      common_tls_context: {
        alpn_protocols: ['istio'],
        tls_certificate_sds_secret_configs: [{ name: 'default' }],
        combined_validation_context: validation,
      },
    },
  };
}
