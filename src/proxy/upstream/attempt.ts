import type { Socket } from 'node:net';
import type { ConnectAttempt } from './Connect.js';
import type { UpstreamFailure } from './UpstreamStream.js';

/** A connection that is being made: the first to settle it wins, and what has failed or was cancelled is destroyed. */
export interface Attempt extends ConnectAttempt {
  succeed(act: () => void): void;
  fail(failure: UpstreamFailure): void;
}

/** An attempt that fails by itself after `timeoutMs`. */
export function attempt(socket: Socket, timeoutMs: number, failed: (failure: UpstreamFailure) => void): Attempt {
  let isSettled = false;
  const settle = (act: () => void): void => {
    if (isSettled) return;
    isSettled = true;
    clearTimeout(timer);
    act();
  };
  const fail = (failure: UpstreamFailure): void =>
    settle(() => {
      socket.destroy();
      failed(failure);
    });
  const timer = setTimeout(() => fail({ kind: 'connection_timeout' }), timeoutMs);
  return { succeed: settle, fail, cancel: () => settle(() => socket.destroy()) };
}
