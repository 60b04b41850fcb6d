import type { Writable } from 'node:stream';

/** Ends a stream, and waits until what was written is gone or can't go any more. */
export function settle(stream: Writable | undefined, last?: string | Uint8Array): Promise<void> {
  if (stream === undefined || stream.destroyed || stream.writableEnded) return Promise.resolve();
  return new Promise((resolve) => {
    stream.once('close', resolve);
    stream.once('error', () => resolve());
    if (last === undefined) stream.end(() => resolve());
    else stream.end(last, () => resolve());
  });
}
