import type { Socket } from 'node:net';

/** What was found in the bytes of a client, and how many of them are taken off the socket. */
export interface Found<T> {
  readonly value: T;
  readonly taken: number;
}

/**
 * Reads what a client sends until `look` finds something in it, at most for `timeoutMs` (0 for ever). All that is not taken stays on the
 * socket.
 */
export function readUntil<T>(
  socket: Socket,
  timeoutMs: number,
  look: (bytes: Buffer) => Found<T> | 'more',
  done: (read: T | 'timeout' | 'closed') => void,
): void {
  let bytes: Buffer = Buffer.alloc(0);
  let over = false;
  const finish = (read: T | 'timeout' | 'closed', taken = 0): void => {
    if (over) return;
    over = true;
    clearTimeout(timer);
    socket.off('readable', read_);
    socket.off('end', ended);
    socket.off('close', ended);
    if (bytes.length > taken && !socket.destroyed) socket.unshift(bytes.subarray(taken));
    done(read);
  };
  const read_ = (): void => {
    const chunk: unknown = socket.read();
    if (!Buffer.isBuffer(chunk)) return;
    bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
    const found = look(bytes);
    if (found !== 'more') finish(found.value, found.taken);
  };
  const ended = (): void => finish('closed');
  const timer = timeoutMs > 0 ? setTimeout(() => finish('timeout'), timeoutMs) : undefined;
  socket.on('readable', read_);
  socket.once('end', ended);
  socket.once('close', ended);
}
