import { parseIp } from '../../net/IpAddress.js';
import type { Cluster } from '../model/Cluster.js';
import type { UpstreamTls } from '../model/TransportSocket.js';

/** What the client hello towards a host says. */
export interface UpstreamHello {
  readonly sni: string;
  readonly alpn: readonly string[];
}

/** What the hello is made of, beside the TLS context. */
export interface UpstreamHelloOptions {
  /** ALPN that a filter put into the connection's options. */
  readonly alpnOverride?: readonly string[];
  /** `auto_sni` of the cluster. */
  readonly autoSni?: Cluster['autoSni'];
  /** The value of the header that `auto_sni` takes, `:authority` unless it names another; undefined for TCP. */
  readonly authority?: string;
  /** The host's `hostname`, for `auto_host_sni`. */
  readonly hostname?: string;
  /** What is spoken inside; undefined for TCP. */
  readonly protocol?: 'HTTP/1.0' | 'HTTP/1.1' | 'HTTP/2';
}

/**
 * SNI and ALPN of the upstream handshake (tls/context_impl.cc `newSsl`, router.cc `auto_sni`). SNI: the request's host where
 * `auto_sni` asks for it and it is a name, else the endpoint's hostname where `auto_host_sni` does, else the configured `sni`. ALPN:
 * the override, else the configured list, else that of the protocol inside (http/conn_pool_base.cc `wrapTransportSocketOptions`).
 */
export function upstreamClientHello(socket: UpstreamTls, options: UpstreamHelloOptions): UpstreamHello {
  const { alpnOverride, autoSni, authority, hostname = '', protocol } = options;
  const requested = autoSni === undefined || authority === undefined ? '' : hostOf(authority);
  const own = socket.autoHostSni && hostname !== '' ? hostname : socket.sni;
  const alpn = alpnOverride ?? (socket.alpnProtocols.length > 0 ? socket.alpnProtocols : alpnOf(protocol));
  return { sni: requested === '' ? own : requested, alpn };
}

/** The authority without port; '' for an address, which is no SNI. */
function hostOf(authority: string): string {
  const host = authority.replace(/:\d+$/, '');
  return host.startsWith('[') || parseIp(host) !== undefined ? '' : host;
}

function alpnOf(protocol: UpstreamHelloOptions['protocol']): readonly string[] {
  if (protocol === undefined) return [];
  return [protocol === 'HTTP/2' ? 'h2' : 'http/1.1'];
}
