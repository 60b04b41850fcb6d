import type { UpstreamTls } from '../model/TransportSocket.js';

/** What the client hello towards a host says. */
export interface UpstreamHello {
  readonly sni: string;
  readonly alpn: readonly string[];
}

/**
 * SNI and ALPN of the upstream handshake: the configured `sni`, else the request's host where `auto_sni` asks for it; ALPN
 * that a filter put into the connection's options wins over the configured list (tls/context_impl.cc `newSsl`,
 * `TransportSocketOptions::applicationProtocolListOverride`), else the list of the context.
 */
export function upstreamClientHello(socket: UpstreamTls, options: { readonly alpnOverride?: readonly string[]; readonly authority?: string }): UpstreamHello {
  const host = options.authority?.replace(/:\d+$/, '') ?? '';
  const sni = socket.autoHostSni && host !== '' ? host : socket.sni;
  return { sni, alpn: options.alpnOverride ?? socket.alpnProtocols };
}
