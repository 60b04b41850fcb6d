import type { Header } from './HttpRequest.js';

/** An answer that Envoy makes itself, or the end of a connection, in the words of its access log. */
export interface LocalReply {
  /** HTTP status the caller gets (after gRPC mapping); undefined when the connection just ends. */
  readonly status?: number;
  /** grpc-status for a gRPC request. */
  readonly grpcStatus?: number;
  /** Response flags as `%RESPONSE_FLAGS%` prints them, '' for `-`. */
  readonly flags: string;
  /** `%RESPONSE_CODE_DETAILS%`, '' for `-`. */
  readonly details: string;
  /** `%CONNECTION_TERMINATION_DETAILS%`, '' for `-`. */
  readonly terminationDetails: string;
  readonly headers: readonly Header[];
  readonly body: string;
}
