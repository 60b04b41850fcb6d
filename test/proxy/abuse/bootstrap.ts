const HCM = 'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager';
const ROUTER = 'type.googleapis.com/envoy.extensions.filters.http.router.v3.Router';
const FILE = 'type.googleapis.com/envoy.extensions.access_loggers.file.v3.FileAccessLog';
const TCP = 'type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy';
const TLS = 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext';
const INSPECTOR = 'type.googleapis.com/envoy.extensions.filters.listener';
const HTTP_OPTIONS = 'type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions';

/** Who asked, what was answered, and why. */
const LOG = '%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT% %RESPONSE_CODE% %RESPONSE_FLAGS% %RESPONSE_CODE_DETAILS%\n';

/** The listeners that are abused: `hasty` has short timeouts, `sniff` looks at first bytes, `secure` expects TLS. */
export const LISTENERS = ['plain', 'hasty', 'sniff', 'secure', 'h2only'] as const;
export type ListenerName = (typeof LISTENERS)[number];

/** What both proxies run: everything goes to one server, over HTTP/1.1, or HTTP/2 where the path begins with `/h2`. */
export function bootstrap(upstreamPort: number, upstreamH2Port: number, folder: string): string {
  const access_log = [
    {
      name: 'file',
      typed_config: {
        '@type': FILE,
        path: `${folder}/access.log`,
        log_format: { text_format_source: { inline_string: LOG } },
      },
    },
  ];
  const http = (options: object): object => ({
    name: 'http',
    typed_config: {
      '@type': HCM,
      stat_prefix: 'abused',
      codec_type: 'AUTO',
      access_log,
      delayed_close_timeout: '1.5s',
      stream_idle_timeout: '60s',
      upgrade_configs: [{ upgrade_type: 'websocket' }],
      route_config: {
        name: 'all',
        virtual_hosts: [
          {
            name: 'all',
            domains: ['*'],
            routes: [
              { match: { prefix: '/direct' }, direct_response: { status: 200, body: { inline_string: 'direct' } } },
              { match: { prefix: '/h2' }, route: { cluster: 'h2', timeout: '1s' } },
              { match: { prefix: '/hurry' }, route: { cluster: 'up', timeout: '0.3s' } },
              { match: { prefix: '/' }, route: { cluster: 'up', timeout: '20s' } },
            ],
          },
        ],
      },
      http_filters: [{ name: 'router', typed_config: { '@type': ROUTER } }],
      ...options,
    },
  });
  const address = (port_value: number): object => ({ socket_address: { address: '127.0.0.1', port_value } });
  const listener = (name: ListenerName, filters: readonly object[], options: object = {}): object => ({
    name,
    address: address(0),
    filter_chains: [{ filters }],
    ...options,
  });
  const cluster = (name: string, port: number, options: object = {}): object => ({
    name,
    type: 'STATIC',
    connect_timeout: '1s',
    load_assignment: { cluster_name: name, endpoints: [{ lb_endpoints: [{ endpoint: { address: address(port) } }] }] },
    ...options,
  });
  const tcp = {
    name: 'tcp',
    typed_config: { '@type': TCP, stat_prefix: 'tcp', cluster: 'up', access_log },
  };
  const tls = {
    name: 'tls',
    typed_config: {
      '@type': TLS,
      common_tls_context: {
        tls_certificates: [
          { certificate_chain: { filename: `${folder}/cert.pem` }, private_key: { filename: `${folder}/key.pem` } },
        ],
      },
    },
  };
  return JSON.stringify({
    admin: { address: address(0) },
    static_resources: {
      listeners: [
        listener('plain', [http({})]),
        listener('hasty', [
          http({
            request_headers_timeout: '1s',
            stream_idle_timeout: '1.5s',
            drain_timeout: '0.2s',
            common_http_protocol_options: { idle_timeout: '1.6s' },
          }),
        ]),
        listener('sniff', [], {
          listener_filters_timeout: '2s',
          continue_on_listener_filters_timeout: true,
          listener_filters: ['tls_inspector.v3.TlsInspector', 'http_inspector.v3.HttpInspector'].map((type) => ({
            name: type,
            typed_config: { '@type': `${INSPECTOR}.${type}` },
          })),
          filter_chains: [
            { filter_chain_match: { application_protocols: ['http/1.1', 'h2c'] }, filters: [http({})] },
            { filter_chain_match: { transport_protocol: 'tls' }, filters: [http({})], transport_socket: tls },
          ],
          default_filter_chain: { filters: [tcp] },
        }),
        listener('secure', [], { filter_chains: [{ filters: [http({})], transport_socket: tls }] }),
        listener('h2only', [http({ codec_type: 'HTTP2' })]),
      ],
      clusters: [
        cluster('up', upstreamPort),
        cluster('h2', upstreamH2Port, {
          typed_extension_protocol_options: {
            'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
              '@type': HTTP_OPTIONS,
              explicit_http_config: { http2_protocol_options: {} },
            },
          },
        }),
      ],
    },
  });
}
