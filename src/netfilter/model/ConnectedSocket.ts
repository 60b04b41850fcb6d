import type { SocketOwner } from './SocketOwner.js';

/** A socket with two ends: of a connection, or a UDP socket after connect(). */
export interface ConnectedSocket {
  /** `IP_TRANSPARENT`, which an accepted socket inherits; `undefined`: not known. */
  readonly transparent: boolean | undefined;
  /** `SO_MARK`; absent: a connection that is still opening has none to give. */
  readonly mark?: number;
  /** Whose credentials its packets have; absent: not known. */
  readonly owner?: SocketOwner;
}
