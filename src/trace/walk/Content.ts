import type { ClientTls, FirstBytes } from '../../envoy/model/Connection.js';
import type { HttpRequest } from '../../envoy/model/HttpRequest.js';

/**
 * What travels in a connection: the first bytes on the wire, the TLS that wraps it, and the HTTP request inside (none for
 * TCP). `server-first` protocols have `firstBytes: 'none'`.
 */
export interface Content {
  readonly firstBytes: FirstBytes;
  readonly tls?: ClientTls;
  readonly http?: HttpRequest;
}

/** The content once TLS has been taken off; the same object when there is none. */
export function decrypted(content: Content): Content {
  if (content.tls === undefined) return content;
  return { firstBytes: content.tls.inner, ...(content.http === undefined ? {} : { http: content.http }) };
}

/** The content wrapped in TLS; whatever TLS it already has stays inside as opaque bytes. */
export function encrypted(content: Content, tls: Omit<ClientTls, 'inner'>): Content {
  const http = content.tls === undefined && content.http !== undefined ? { http: content.http } : {};
  return { firstBytes: 'tls', tls: { ...tls, inner: content.firstBytes }, ...http };
}
