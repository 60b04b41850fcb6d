import { extension, type Json } from './types.js';

const ROUTER: Json = extension('envoy.filters.http.router', 'envoy.extensions.filters.http.router.v3.Router');

/** The PROXY protocol listener filter, which gives connections the addresses that a case wants. */
export const PROXY_PROTOCOL: Json = extension(
  'envoy.filters.listener.proxy_protocol',
  'envoy.extensions.filters.listener.proxy_protocol.v3.ProxyProtocol',
);
export const TLS_INSPECTOR: Json = extension(
  'envoy.filters.listener.tls_inspector',
  'envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector',
);
export const HTTP_INSPECTOR: Json = extension(
  'envoy.filters.listener.http_inspector',
  'envoy.extensions.filters.listener.http_inspector.v3.HttpInspector',
);

/** A connection manager with a route configuration in line; `filters` run before the router. */
export function connectionManager(routeConfig: Json, options: Json = {}, filters: readonly Json[] = []): Json {
  return extension(
    'envoy.filters.network.http_connection_manager',
    'envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager',
    { stat_prefix: 'proof', route_config: routeConfig, http_filters: [...filters, ROUTER], ...options },
  );
}

/** A tcp_proxy to one cluster. */
export function tcpProxy(cluster: string): Json {
  return extension('envoy.filters.network.tcp_proxy', 'envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy', {
    stat_prefix: 'proof',
    cluster,
  });
}

/** TLS that a filter chain terminates with the server's certificate. */
export function downstreamTls(
  options: {
    readonly alpn?: readonly string[];
    readonly require?: boolean;
    readonly trusted?: boolean;
    readonly untrusted?: boolean;
    readonly sans?: readonly Json[];
  } = {},
): Json {
  const { alpn = [], require = false, trusted = false, untrusted = false, sans = [] } = options;
  return extension('envoy.transport_sockets.tls', 'envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext', {
    ...(require ? { require_client_certificate: true } : {}),
    common_tls_context: {
      ...(alpn.length === 0 ? {} : { alpn_protocols: alpn }),
      tls_certificates: [{ certificate_chain: { filename: 'server.pem' }, private_key: { filename: 'server.key' } }],
      ...(trusted || untrusted
        ? {
            validation_context: {
              trusted_ca: { filename: 'ca.pem' },
              ...(untrusted ? { trust_chain_verification: 'ACCEPT_UNTRUSTED' } : {}),
              ...(sans.length === 0
                ? {}
                : { match_typed_subject_alt_names: sans.map((matcher) => ({ san_type: 'URI', matcher })) }),
            },
          }
        : {}),
    },
  });
}

/** A virtual host; its name is in its metadata too, for the access log. */
export function virtualHost(name: string, domains: readonly string[], rest: Json): Json {
  return { name, domains, metadata: { filter_metadata: { proof: { name } } }, ...rest };
}
