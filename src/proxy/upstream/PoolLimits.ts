import type { UpstreamFailure } from './UpstreamStream.js';

/** What a pool counts on behalf of its host and cluster, and whether it may go on. */
export interface PoolLimits {
  /** Another connection may be opened; `first`: the pool has none. */
  mayConnect(first: boolean): boolean;
  mayWait(): boolean;
  maySend(): boolean;
  connecting(): void;
  /** After how many milliseconds, or that it failed. */
  connected(milliseconds: number): void;
  connectFailed(failure: UpstreamFailure): void;
  disconnected(): void;
  waiting(change: 1 | -1): void;
  active(change: 1 | -1): void;
  overflowed(kind: 'overflow' | 'pending_overflow'): void;
}
