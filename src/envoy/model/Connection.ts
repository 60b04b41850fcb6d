import type { SocketAddress } from '../../net/SocketAddress.js';

/** What the client's first bytes are, before any listener filter has looked. */
export type FirstBytes = 'http/1.0' | 'http/1.1' | 'h2c' | 'tls' | 'other' | 'none' | 'unknown';

/** The TLS client hello and what follows it. */
export interface ClientTls {
  /** Lower-case; '' when the hello has no SNI. */
  readonly sni: string;
  /** In the client's order. */
  readonly alpn: readonly string[];
  /** undefined: no certificate is presented. */
  readonly certificate?: PeerCertificate;
  /** What travels inside. */
  readonly inner: FirstBytes;
}

/** The certificate of a peer, as far as matchers see it. `trusted` is whether the other side's trust anchors accept it. */
export interface PeerCertificate {
  readonly uriSans: readonly string[];
  readonly dnsSans: readonly string[];
  readonly subject: string;
  readonly trusted: boolean;
}

/** A PROXY protocol header; without addresses (v1 `UNKNOWN`, v2 `LOCAL`) the socket's own stay. */
export interface ProxyHeader {
  readonly addresses?: { readonly source: SocketAddress; readonly destination: SocketAddress };
}

/** A connection as Envoy's listener sees it. */
export interface DownstreamConnection {
  /** Local address of the accepted socket. */
  readonly accepted: SocketAddress;
  /** What SO_ORIGINAL_DST (or TPROXY's local address) says; undefined where the kernel gives none. */
  readonly originalDestination?: SocketAddress;
  /** The remote address; after PROXY protocol it is the header's. */
  readonly source: SocketAddress;
  /** The socket's own peer, where PROXY protocol made `source` another one. */
  readonly directSource?: SocketAddress;
  /** The PROXY protocol header that the client sends ahead of all else, or that it sends none; absent: it is not known. */
  readonly proxyHeader?: ProxyHeader | 'none';
  /** What follows that header. */
  readonly firstBytes: FirstBytes;
  /** Set when `firstBytes` is `tls`. */
  readonly tls?: ClientTls;
  /** Filter state shared by an upstream hop (internal listeners), by key. */
  readonly filterState: ReadonlyMap<string, string>;
}

/** What is known of a connection once listener filters have run. */
export interface InspectedConnection extends DownstreamConnection {
  /** The local address that chain matching uses: restored, or the accepted one. */
  readonly local: SocketAddress;
  readonly restored: boolean;
  readonly transportProtocol: string;
  readonly serverName: string;
  readonly applicationProtocols: readonly string[];
}
