import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Writes every chunk, waiting whenever the stream's buffer is full, and returns when the last one is handed over. */
export async function writeAll(stream: Writable, chunks: Iterable<string>): Promise<void> {
  for (const chunk of chunks) {
    if (!stream.write(chunk)) await once(stream, 'drain');
  }
}
