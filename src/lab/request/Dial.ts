import type { SocketAddress } from '../../net/SocketAddress.js';

/** One request as the calling process makes it: every name is resolved, every default taken. */
export interface Dial {
  readonly to: SocketAddress;
  /** 0: any. */
  readonly sourcePort: number;
  readonly uid: number;
  readonly gid: number;
  /** SO_MARK of its socket; 0: none is set. */
  readonly mark: number;
  readonly protocol: 'http/1.1' | 'h2' | 'tcp';
  /** The caller's own TLS; certificates are never checked. '' for no SNI. */
  readonly tls?: { readonly sni: string; readonly alpn: readonly string[] };
  readonly method: string;
  readonly path: string;
  readonly authority: string;
  readonly headers: readonly (readonly [string, string])[];
  /** The body of an HTTP request; what is sent over TCP, '' for a caller that only listens. */
  readonly data: string;
  /** How long the caller waits for the end of the answer. */
  readonly timeoutMs: number;
}
