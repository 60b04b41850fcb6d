import type { AppKind } from './words.js';

/** What an echo app saw of one request, or of one TCP connection. It answers with this, as JSON, and logs it. */
export interface EchoRecord {
  /** `name.namespace` of the pod, or the external host's name. */
  readonly pod: string;
  readonly app: { readonly kind: AppKind; readonly port: number };
  /** RFC 3339. */
  readonly at: string;
  /** What was really spoken on the connection. */
  readonly protocol: 'HTTP/1.0' | 'HTTP/1.1' | 'HTTP/2' | 'gRPC' | 'TCP';
  /** `ADDRESS:PORT`, `[ADDRESS]:PORT`, of both ends as the app's socket has them. */
  readonly peer: string;
  readonly local: string;
  /** Absent without TLS. */
  readonly tls?: EchoTls;
  readonly method?: string;
  readonly path?: string;
  readonly authority?: string;
  /** In the order in which they came, names in lower case; without pseudo-headers. */
  readonly headers?: readonly (readonly [name: string, value: string])[];
  /** What was received, as latin1: at most 4,096 bytes. */
  readonly body: string;
}

/** A TLS connection as the server has it. */
export interface EchoTls {
  readonly version: string;
  readonly sni?: string;
  readonly alpn?: string;
  /** The URI SANs of the client's certificate, if it has shown one that the lab's CA signed. */
  readonly peerUris: readonly string[];
}
