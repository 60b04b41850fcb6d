import type { Readable } from 'node:stream';
import { BODY_LIMIT } from './record.js';

/** Reads a body to its end and keeps its beginning. */
export async function readBody(stream: Readable): Promise<Buffer> {
  const kept: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk) || length >= BODY_LIMIT) continue;
    kept.push(chunk);
    length += chunk.length;
  }
  return Buffer.concat(kept).subarray(0, BODY_LIMIT);
}
