import type { SocketOwner } from './SocketOwner.js';

/** A socket with two ends: of a connection, or a UDP socket after connect(). */
export interface ConnectedSocket {
  /** `IP_TRANSPARENT`, which an accepted socket inherits; `undefined`: not known. */
  readonly transparent: boolean | undefined;
  /** Whose credentials its packets have; absent: not known. */
  readonly owner?: SocketOwner;
}
