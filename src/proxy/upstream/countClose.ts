import type { Socket } from 'node:net';
import type { Counter } from '../runtime/StatsSink.js';

/** Counts by whom a connection was closed: the other side, if it said so or reset it first. */
export function countClose(
  socket: Socket,
  stats: { readonly cxDestroyLocal: Counter; readonly cxDestroyRemote: Counter },
): void {
  let isRemote = false;
  socket.once('end', () => (isRemote = true));
  socket.once('error', () => (isRemote = true));
  socket.once('close', () => (isRemote ? stats.cxDestroyRemote : stats.cxDestroyLocal).add(1));
}
