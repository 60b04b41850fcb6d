import type { Readable } from 'node:stream';
import { BODY_LIMIT } from './record.js';

/** Reads a body to its end and keeps its beginning. */
export async function readBody(stream: Readable, limit = BODY_LIMIT): Promise<Buffer> {
  const kept: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk) || length >= limit) continue;
    kept.push(chunk);
    length += chunk.length;
  }
  return Buffer.concat(kept).subarray(0, Number.isFinite(limit) ? limit : undefined);
}
