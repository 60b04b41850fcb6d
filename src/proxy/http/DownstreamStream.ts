import type { Header, HttpRequest } from '../../envoy/model/HttpRequest.js';
import type { LocalReply } from '../../envoy/model/LocalReply.js';

/** What a request's owner is told about its client. */
export interface DownstreamHandlers {
  data(chunk: Buffer): void;
  /** The request is whole. */
  end(trailers: readonly Header[]): void;
  /** The client has gone before it had the whole answer, or broke the protocol, which `reply` answers where nothing has. */
  gone(why: 'reset' | 'protocol_error', reply?: LocalReply): void;
  /** After a `write` that gave false: more may be written. */
  drained(): void;
}

/** One request of a client and the way back, whatever the protocol. */
export interface DownstreamStream {
  /** As it came in: names in lower case, without pseudo headers and `host`. */
  readonly request: HttpRequest;
  /** The request has no body. */
  readonly endStream: boolean;
  /** Bytes of the head. */
  readonly headerBytes: number;
  /** From now on the body is told; before, it is held up. */
  listen(handlers: DownstreamHandlers): void;
  informational(status: number, headers: readonly Header[]): void;
  head(status: number, headers: readonly Header[], endStream: boolean): void;
  write(chunk: Buffer): boolean;
  end(trailers: readonly Header[]): void;
  /** Holds the request's body up. */
  pause(): void;
  resume(): void;
  /** Ends without a whole answer. */
  reset(): void;
}
