import type { Readable } from 'node:stream';

const MOST = 64 * 1024;

/** A body as text, to its end; what is beyond 64 KiB is read and dropped. */
export async function readBody(stream: Readable): Promise<string> {
  const kept: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (size < MOST) kept.push(chunk);
    size += chunk.length;
  }
  return Buffer.concat(kept).subarray(0, MOST).toString();
}
