import type { Header, HttpRequest } from '../../envoy/model/HttpRequest.js';
import type { PeerCertificate } from '../../envoy/model/Connection.js';
import type { SocketAddress } from '../../net/SocketAddress.js';

/** TLS of the client as terminated here. */
export interface DownstreamTlsInfo {
  /** `TLSv1.3`. */
  readonly version: string;
  /** In OpenSSL's words: `ECDHE-RSA-AES128-GCM-SHA256`, `TLS_AES_128_GCM_SHA256`. */
  readonly cipher: string;
  readonly peer?: PeerCertificate;
  /** Names in the own certificate. */
  readonly localUriSans: readonly string[];
  readonly localSubject: string;
  readonly peerFingerprint256?: string;
  readonly peerSerial?: string;
  readonly peerIssuer?: string;
  /** PEM. */
  readonly peerCertificatePem?: string;
}

/**
 * What is known of a request, of a TCP connection, or of a connection that found no filter chain: all that an access log line
 * or a statistic may ask for (Envoy's `StreamInfo`). Filled while the stream lives; complete when it is logged.
 */
export interface StreamInfo {
  readonly kind: 'http' | 'tcp' | 'connection';
  readonly connectionId: number;
  /** Milliseconds since 1970. */
  readonly startTime: number;
  /** Milliseconds of `performance.now()`; the other moments are on the same clock, undefined when they never came. */
  readonly startedAt: number;
  readonly requestReceivedAt?: number;
  readonly firstUpstreamByteSentAt?: number;
  readonly lastUpstreamByteSentAt?: number;
  readonly firstUpstreamByteReceivedAt?: number;
  readonly lastUpstreamByteReceivedAt?: number;
  readonly firstDownstreamByteSentAt?: number;
  readonly lastDownstreamByteSentAt?: number;
  readonly endedAt?: number;

  readonly listenerName: string;
  readonly filterChainName: string;
  /** After `original_dst`. */
  readonly downstreamLocalAddress: SocketAddress;
  /** After XFF evaluation. */
  readonly downstreamRemoteAddress: SocketAddress;
  /** Of the socket itself. */
  readonly downstreamDirectLocalAddress: SocketAddress;
  readonly downstreamDirectRemoteAddress: SocketAddress;
  /** SNI, '' when there is none. */
  readonly requestedServerName: string;
  readonly downstreamTls?: DownstreamTlsInfo;
  readonly downstreamTransportFailureReason: string;

  readonly protocol?: HttpRequest['protocol'];
  /** With all changes that filters, routing and the router made. */
  readonly request?: HttpRequest;
  /** Path before the router rewrote it, when it did. */
  readonly originalPath?: string;
  /** 0: none was sent. */
  readonly responseCode: number;
  readonly responseHeaders: readonly Header[];
  readonly responseTrailers: readonly Header[];
  readonly grpcStatus?: number;
  /** `UF`, `URX`, … in the order in which Envoy sets them. */
  readonly responseFlags: readonly string[];
  /** '' for `-`. */
  readonly responseCodeDetails: string;
  readonly connectionTerminationDetails: string;

  readonly routeName: string;
  readonly virtualHostName: string;
  /** '' when no cluster was chosen. */
  readonly upstreamCluster: string;
  /** `10.0.0.1:8080`, `envoy://listener/id`, '' when there is none. */
  readonly upstreamHost: string;
  readonly upstreamHostName: string;
  readonly upstreamLocalAddress?: SocketAddress;
  readonly upstreamProtocol?: 'HTTP/1.1' | 'HTTP/2';
  readonly upstreamTransportFailureReason: string;
  readonly upstreamPeer?: PeerCertificate;
  /** Tries upstream, 0 when none began. */
  readonly attemptCount: number;
  readonly upstreamConnectionId?: number;

  /** Of the body. */
  readonly bytesReceived: number;
  readonly bytesSent: number;
  readonly requestHeaderBytes: number;
  readonly responseHeaderBytes: number;

  readonly dynamicMetadata: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly filterState: ReadonlyMap<string, string>;
}
