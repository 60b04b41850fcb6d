import type { FailureKind } from '../../envoy/cluster/FailureKind.js';
import type { PeerCertificate } from '../../envoy/model/Connection.js';
import type { Header, HttpRequest } from '../../envoy/model/HttpRequest.js';
import type { SocketAddress } from '../../net/SocketAddress.js';

/** Why a request upstream ended without a whole answer. */
export interface UpstreamFailure {
  readonly kind: FailureKind;
  /** Words of the transport socket or codec that go into the details. */
  readonly detail?: string;
  /** `%UPSTREAM_TRANSPORT_FAILURE_REASON%`. */
  readonly transportFailure?: string;
}

/** The connection that a request goes over. */
export interface UpstreamConnectionInfo {
  readonly id: number;
  readonly local?: SocketAddress;
  readonly protocol: 'HTTP/1.1' | 'HTTP/2';
  readonly peer?: PeerCertificate;
}

/** What becomes of a request; after `end` or `failed` nothing more comes. */
export interface UpstreamHandlers {
  /** There is a connection: the request may be written. */
  ready(stream: UpstreamStream): void;
  informational(status: number, headers: readonly Header[]): void;
  head(status: number, headers: readonly Header[], endStream: boolean): void;
  data(chunk: Buffer): void;
  end(trailers: readonly Header[]): void;
  failed(failure: UpstreamFailure): void;
  /** After a `write` that gave false: more may be written. */
  drained(): void;
}

/** A request on its connection. */
export interface UpstreamStream {
  readonly connection: UpstreamConnectionInfo;
  writeHead(request: HttpRequest, endStream: boolean): void;
  /** False: wait for `drained`. */
  write(chunk: Buffer): boolean;
  end(trailers: readonly Header[]): void;
  /** Holds the answer's body up. */
  pause(): void;
  resume(): void;
  /** Gives up; no handler is called any more. */
  cancel(): void;
}

/** A request that may still wait for a connection. */
export interface UpstreamTicket {
  /** Gives up before `ready`; afterwards it is the stream's own `cancel`. */
  cancel(): void;
}

/** Connections towards one host, all alike. */
export interface UpstreamPool {
  request(handlers: UpstreamHandlers, method: string, upgrade: boolean): UpstreamTicket;
  /** Closes what is idle, and the rest as it ends. */
  drain(): void;
  /** Closes everything. */
  destroy(): void;
}
