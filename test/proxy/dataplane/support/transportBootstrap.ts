import type { Identity } from '../../../../src/lab/ca/LabCa.js';
import { cluster, extension, fileLog, hcm, HTTP2, listener, type Json } from './bootstrap.js';

/** Where the listeners are. */
export interface TransportPorts {
  /** Wants a client certificate. */
  readonly mtls: number;
  readonly tcp: number;
  /** Plaintext; its routes lead to clusters of all kinds. */
  readonly up: number;
  /** What the HTTP/2 cluster leads to. */
  readonly inner: number;
  /** Chains by SNI and by application protocol. */
  readonly sni: number;
}

type Identities = ReadonlyMap<string, Identity & { readonly ca: string }>;

/** A bootstrap with TLS on both sides, HTTP/2 and TCP. */
export function transportBootstrap(log: string, ports: TransportPorts, app: number, identities: Identities): Json {
  const inline = (text = ''): Json => ({ inline_string: text });
  const certificate = (name: string): Json => ({
    certificate_chain: inline(identities.get(name)?.chain),
    private_key: inline(identities.get(name)?.key),
  });
  const trust = (names: readonly string[] = []): Json => ({
    trusted_ca: inline(identities.get('server')?.ca),
    match_typed_subject_alt_names: names.map((exact) => ({ san_type: 'URI', matcher: { exact } })),
  });
  const upstreamTls = (common: Json): Json => ({
    transport_socket: extension('tls', 'transport_sockets.tls.v3.UpstreamTlsContext', {
      sni: 'server.example',
      common_tls_context: common,
    }),
  });
  const to = (name: string): Json => ({ name, match: { prefix: `/${name}` }, route: { cluster: name } });
  const hosts = (routes: readonly Json[]): Json => ({
    virtual_hosts: [{ name: 'app', domains: ['app.example', 'server.example'], routes }],
  });
  const all = [{ name: 'all', match: { prefix: '/' }, route: { cluster: 'app' } }];
  const names = ['mtls2', 'mtls1', 'badsan', 'nocert', 'notls', 'h2c', 'dead'];
  const xfcc = {
    forward_client_cert_details: 'APPEND_FORWARD',
    set_current_client_cert_details: { subject: true, uri: true, dns: true },
  };
  const tcpProxy = (name: string): Json =>
    extension('tcp', 'filters.network.tcp_proxy.v3.TcpProxy', {
      stat_prefix: name,
      cluster: name,
      access_log: [fileLog(log, `tcp %RESPONSE_FLAGS% %UPSTREAM_CLUSTER% %UPSTREAM_HOST%`)],
    });
  const listeners = [
    {
      ...listener('mtls', ports.mtls, [hcm(log, hosts(all), xfcc)]),
      filter_chains: [
        {
          filters: [hcm(log, hosts(all), xfcc)],
          transport_socket: extension('tls', 'transport_sockets.tls.v3.DownstreamTlsContext', {
            require_client_certificate: true,
            common_tls_context: {
              alpn_protocols: ['h2', 'http/1.1'],
              tls_certificates: [certificate('server')],
              validation_context: trust(),
            },
          }),
        },
      ],
    },
    listener('tcp', ports.tcp, [tcpProxy('app')]),
    listener('up', ports.up, [hcm(log, hosts([...names.map(to), ...all]))]),
    listener('inner', ports.inner, [hcm(log, hosts(all))]),
    {
      ...listener('sni', ports.sni, []),
      listener_filters: [
        extension('tls_inspector', 'filters.listener.tls_inspector.v3.TlsInspector'),
        extension('http_inspector', 'filters.listener.http_inspector.v3.HttpInspector'),
      ],
      access_log: [fileLog(log, 'listener %RESPONSE_FLAGS% %RESPONSE_CODE_DETAILS%')],
      filter_chains: [
        { filter_chain_match: { server_names: ['server.example'] }, filters: [tcpProxy('tls')] },
        { filter_chain_match: { application_protocols: ['http/1.1'] }, filters: [hcm(log, hosts(all))] },
      ],
    },
  ];
  const mtls = {
    tls_certificates: [certificate('client')],
    validation_context: trust(['spiffe://cluster.local/ns/shop/sa/server']),
  };
  const clusters = [
    cluster('app', [app]),
    cluster('dead', [1]),
    cluster('tls', [ports.mtls]),
    cluster('h2c', [ports.inner], HTTP2),
    cluster('mtls2', [ports.mtls], { ...HTTP2, ...upstreamTls(mtls) }),
    cluster('mtls1', [ports.mtls], upstreamTls(mtls)),
    cluster(
      'badsan',
      [ports.mtls],
      upstreamTls({ ...mtls, validation_context: trust(['spiffe://cluster.local/ns/shop/sa/other']) }),
    ),
    cluster('nocert', [ports.mtls], upstreamTls({ validation_context: trust() })),
    cluster('notls', [app], upstreamTls(mtls)),
  ];
  return { static_resources: { listeners, clusters } };
}
