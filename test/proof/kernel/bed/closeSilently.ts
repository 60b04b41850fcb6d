import type { Libc } from '../../../../src/proxy/sys/Libc.js';
import { bytes } from './DatagramServer.js';

const SOL_TCP = 6;
const TCP_REPAIR = 19;

/** Closes a connection without a packet: its end is not asked for. Of other sockets it is close(2). */
export function closeSilently(libc: Libc, fd: number): void {
  const on = bytes(4);
  on.writeUInt32LE(1);
  libc.setsockopt(fd, SOL_TCP, TCP_REPAIR, on, on.length);
  libc.close(fd);
}
