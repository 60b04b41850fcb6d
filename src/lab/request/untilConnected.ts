import { setTimeout as sleep } from 'node:timers/promises';
import type { Libc } from '../../proxy/sys/Libc.js';
import { SO_ERROR, SOL_SOCKET } from '../../proxy/sys/linux.js';
import { peerAddress } from '../../proxy/sys/socketNames.js';
import { checked, errnoName, SystemCallError } from '../../proxy/sys/SystemCallError.js';

const STEP_MS = 1;

/**
 * Waits until a connection that is under way is there; `false`: it was not within `timeoutMs`. What keeps it from being there is a
 * `SystemCallError` (ECONNREFUSED, EHOSTUNREACH).
 */
export async function untilConnected(libc: Libc, fd: number, timeoutMs: number): Promise<boolean> {
  const end = performance.now() + timeoutMs;
  while (peerAddress(libc, fd) === undefined) {
    const errno = errorOf(libc, fd);
    if (errno !== 0) throw new SystemCallError(errnoName(errno), 'connect');
    if (performance.now() > end) return false;
    await sleep(STEP_MS);
  }
  return true;
}

/** The error that a socket has pending; asking takes it away. */
function errorOf(libc: Libc, fd: number): number {
  const value = new Int32Array(1);
  const bytes = new Uint8Array(value.buffer);
  const length = new Uint8Array(Uint32Array.of(bytes.length).buffer);
  checked(libc, libc.getsockopt(fd, SOL_SOCKET, SO_ERROR, bytes, length), 'getsockopt(SO_ERROR)');
  return value[0] ?? 0;
}
