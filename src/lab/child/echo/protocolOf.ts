import type { AppKind } from '../../model/words.js';

/** The first byte of a TLS record that begins a handshake (RFC 8446, 5.1). */
export const TLS_HANDSHAKE = 0x16;

/** What a client's first bytes begin: HTTP/2's preface, a request line of HTTP/1, or else TCP. */
export function protocolOf(first: Buffer): AppKind {
  const text = first.toString('latin1', 0, 64);
  if (text.startsWith('PRI * HTTP/2')) return 'http2';
  return /^[A-Z-]{3,20} \S/.test(text) ? 'http1' : 'tcp';
}
