import type { Header, HttpRequest } from '../../envoy/model/HttpRequest.js';
import type { PeerCertificate } from '../../envoy/model/Connection.js';
import type { SocketAddress } from '../../net/SocketAddress.js';
import type { DownstreamTlsInfo, StreamInfo } from './StreamInfo.js';

/** What a stream begins with. */
export interface StreamStart {
  readonly kind: StreamInfo['kind'];
  readonly connectionId: number;
  readonly listenerName: string;
  readonly filterChainName: string;
  readonly local: SocketAddress;
  readonly directLocal: SocketAddress;
  readonly remote: SocketAddress;
  readonly directRemote: SocketAddress;
  readonly serverName: string;
  readonly tls: DownstreamTlsInfo | undefined;
  readonly filterState: ReadonlyMap<string, string>;
}

const NOTHING: readonly Header[] = [];
const NO_METADATA: StreamInfo['dynamicMetadata'] = new Map();

/** A `StreamInfo` while it is filled. */
export class StreamRecord implements StreamInfo {
  readonly kind: StreamInfo['kind'];
  readonly connectionId: number;
  readonly startTime = Date.now();
  readonly startedAt = performance.now();
  requestReceivedAt?: number;
  firstUpstreamByteSentAt?: number;
  lastUpstreamByteSentAt?: number;
  firstUpstreamByteReceivedAt?: number;
  lastUpstreamByteReceivedAt?: number;
  firstDownstreamByteSentAt?: number;
  lastDownstreamByteSentAt?: number;
  endedAt?: number;
  readonly listenerName: string;
  readonly filterChainName: string;
  readonly downstreamLocalAddress: SocketAddress;
  downstreamRemoteAddress: SocketAddress;
  readonly downstreamDirectLocalAddress: SocketAddress;
  readonly downstreamDirectRemoteAddress: SocketAddress;
  readonly requestedServerName: string;
  readonly downstreamTls?: DownstreamTlsInfo;
  downstreamTransportFailureReason = '';
  protocol?: HttpRequest['protocol'];
  request?: HttpRequest;
  originalPath?: string;
  responseCode = 0;
  responseHeaders = NOTHING;
  responseTrailers = NOTHING;
  grpcStatus?: number;
  readonly responseFlags: string[] = [];
  responseCodeDetails = '';
  connectionTerminationDetails = '';
  routeName = '';
  virtualHostName = '';
  upstreamCluster = '';
  upstreamHost = '';
  upstreamHostName = '';
  upstreamLocalAddress?: SocketAddress;
  upstreamProtocol?: 'HTTP/1.1' | 'HTTP/2';
  upstreamTransportFailureReason = '';
  upstreamPeer?: PeerCertificate;
  attemptCount = 0;
  upstreamConnectionId?: number;
  bytesReceived = 0;
  bytesSent = 0;
  requestHeaderBytes = 0;
  responseHeaderBytes = 0;
  dynamicMetadata = NO_METADATA;
  filterState: ReadonlyMap<string, string>;

  constructor(start: StreamStart) {
    this.kind = start.kind;
    this.connectionId = start.connectionId;
    this.listenerName = start.listenerName;
    this.filterChainName = start.filterChainName;
    this.downstreamLocalAddress = start.local;
    this.downstreamRemoteAddress = start.remote;
    this.downstreamDirectLocalAddress = start.directLocal;
    this.downstreamDirectRemoteAddress = start.directRemote;
    this.requestedServerName = start.serverName;
    if (start.tls !== undefined) this.downstreamTls = start.tls;
    this.filterState = start.filterState;
  }

  /** Sets response flags, in order, each once. */
  flag(...flags: readonly string[]): void {
    for (const flag of flags) if (flag !== '' && !this.responseFlags.includes(flag)) this.responseFlags.push(flag);
  }
}
