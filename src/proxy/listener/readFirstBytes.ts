import type { Socket } from 'node:net';
import { detectFirstBytes, type Detected } from './detectFirstBytes.js';

/** How waiting for a client's first bytes ended; the bytes stay on the socket. */
export type FirstBytesRead = Detected | 'timeout' | 'refused' | 'closed';

/** Waits until the first bytes of a client say what it speaks, at most `timeoutMs` (0 for ever). */
export function readFirstBytes(
  socket: Socket,
  inspects: { readonly tls: boolean; readonly http: boolean },
  timeoutMs: number,
  done: (read: FirstBytesRead) => void,
): void {
  let bytes: Buffer = Buffer.alloc(0);
  let over = false;
  const finish = (read: FirstBytesRead): void => {
    if (over) return;
    over = true;
    clearTimeout(timer);
    socket.off('readable', read_);
    socket.off('end', ended);
    socket.off('close', closed);
    if (bytes.length > 0 && !socket.destroyed) socket.unshift(bytes);
    done(read);
  };
  const read_ = (): void => {
    const chunk: unknown = socket.read();
    if (!Buffer.isBuffer(chunk)) return;
    bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
    const detected = detectFirstBytes(bytes, inspects);
    if (detected !== 'more') finish(detected);
  };
  const ended = (): void => finish('closed');
  const closed = (): void => finish('closed');
  const timer = timeoutMs > 0 ? setTimeout(() => finish('timeout'), timeoutMs) : undefined;
  socket.on('readable', read_);
  socket.once('end', ended);
  socket.once('close', closed);
}
