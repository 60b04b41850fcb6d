import type { SocketAddress } from '../../net/SocketAddress.js';
import type { Libc } from './Libc.js';
import { IP6T_SO_ORIGINAL_DST, SO_ORIGINAL_DST, SOL_IP, SOL_IPV6 } from './linux.js';
import { decodeSockaddr, SOCKADDR_SIZE } from './sockaddr.js';

/**
 * What the peer of an accepted connection dialled, before any rule rewrote it: SO_ORIGINAL_DST, which conntrack answers.
 * `family` is that of the peer's address: of an IPv4 peer on a dual-stack socket (`::ffff:10.0.0.1`) it is 4, as the kernel
 * knows its flow at level SOL_IP only. `undefined`: conntrack has no flow for the connection (ENOENT), or does not run.
 */
export function originalDestination(libc: Libc, fd: number, family: 4 | 6): SocketAddress | undefined {
  const address = new Uint8Array(SOCKADDR_SIZE);
  const length = new Uint8Array(Uint32Array.of(family === 4 ? 16 : 28).buffer);
  const [level, option] = family === 4 ? [SOL_IP, SO_ORIGINAL_DST] : [SOL_IPV6, IP6T_SO_ORIGINAL_DST];
  return libc.getsockopt(fd, level, option, address, length) < 0 ? undefined : decodeSockaddr(address);
}
