import type { ClientTls, FirstBytes, ProxyHeader } from '../../envoy/model/Connection.js';
import type { HttpRequest } from '../../envoy/model/HttpRequest.js';

/**
 * What travels in a connection: the first bytes on the wire, the TLS that wraps it, and the HTTP request inside (none for
 * TCP). `server-first` protocols have `firstBytes: 'none'`.
 */
export interface Content {
  readonly firstBytes: FirstBytes;
  /** The PROXY protocol header ahead of them, or that there is none; absent: who sends says it. */
  readonly proxyHeader?: ProxyHeader | 'none';
  readonly tls?: ClientTls;
  /** Who made `tls`: the client itself, or a proxy on the way. */
  readonly tlsOf?: 'client' | 'proxy';
  readonly http?: HttpRequest;
  /** The client speaks HTTP/2 or HTTP/1.1, as TLS negotiates; proxies speak what they are configured to. */
  readonly negotiates?: boolean;
}

/**
 * The content once TLS has been taken off; the same object when there is none.
 *
 * @param negotiated the ALPN protocol that the server picked
 */
export function decrypted(content: Content, negotiated?: string): Content {
  const { tls, http } = content;
  if (tls === undefined) return content;
  if (http === undefined) return { firstBytes: tls.inner };
  if (content.negotiates !== true) return { firstBytes: tls.inner, http };
  return negotiated === 'h2'
    ? { firstBytes: 'h2c', http: { ...http, protocol: 'HTTP/2' } }
    : { firstBytes: 'http/1.1', http: { ...http, protocol: 'HTTP/1.1' } };
}

/** The content wrapped in TLS; whatever TLS it already has stays inside as opaque bytes. */
export function encrypted(content: Content, tls: Omit<ClientTls, 'inner'>): Content {
  const http = content.tls === undefined && content.http !== undefined ? { http: content.http } : {};
  return { firstBytes: 'tls', tls: { ...tls, inner: content.firstBytes }, tlsOf: 'proxy', ...http };
}
