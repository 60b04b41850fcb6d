import type { Socket } from 'node:net';
import type { UpstreamConnectionInfo, UpstreamFailure } from './UpstreamStream.js';

/** A connection that is there, TLS included. */
export interface Connected {
  readonly socket: Socket;
  readonly info: UpstreamConnectionInfo;
}

/** A connection on its way. */
export interface ConnectAttempt {
  /** Nothing is told any more. */
  cancel(): void;
}

/** Connects to one host in one way: exactly one of both is called, later, unless it is cancelled. */
export type Connect = (
  connected: (connection: Connected) => void,
  failed: (failure: UpstreamFailure) => void,
) => ConnectAttempt;
