import { cpus } from 'node:os';
import type { Libc } from '../../../../src/proxy/sys/Libc.js';
import { bytes } from './DatagramServer.js';

const CALLS = { x64: { set: 203, get: 204 }, arm64: { set: 122, get: 123 } } as const;
const MASK = 128;

/** Keeps the calling thread on one processor (counted from 0, modulo their number). Returns how to let it go. */
export function pinToProcessor(libc: Libc, processor: number): () => void {
  const { set, get } = process.arch === 'arm64' ? CALLS.arm64 : CALLS.x64;
  const before = bytes(MASK);
  libc.syscallBytes3(get, 0, MASK, before);
  const mask = bytes(MASK);
  const at = processor % cpus().length;
  mask[at >> 3] = 1 << (at & 7);
  libc.syscallBytes3(set, 0, MASK, mask);
  return () => void libc.syscallBytes3(set, 0, MASK, before);
}
