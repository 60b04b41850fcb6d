import type { Socket } from 'node:net';
import { detectFirstBytes, type Detected } from './detectFirstBytes.js';
import { readUntil } from './readUntil.js';

/** How waiting for a client's first bytes ended; the bytes stay on the socket. */
export type FirstBytesRead = Detected | 'timeout' | 'refused' | 'closed';

/** Waits until the first bytes of a client say what it speaks, at most `timeoutMs` (0 for ever). */
export function readFirstBytes(
  socket: Socket,
  inspects: { readonly tls: boolean; readonly http: boolean },
  timeoutMs: number,
  done: (read: FirstBytesRead) => void,
): void {
  const look = (bytes: Buffer): { readonly value: Detected | 'refused'; readonly taken: number } | 'more' => {
    const detected = detectFirstBytes(bytes, inspects);
    return detected === 'more' ? 'more' : { value: detected, taken: 0 };
  };
  readUntil<Detected | 'refused'>(socket, timeoutMs, look, done);
}
