import type { SocketAddress } from '../../net/SocketAddress.js';
import type { Bytes, Libc } from './Libc.js';
import { decodeSockaddr, SOCKADDR_SIZE } from './sockaddr.js';

/** getsockname(2): the socket's own address. `undefined`: it has none, or is no socket. */
export function localAddress(libc: Libc, fd: number): SocketAddress | undefined {
  return nameBy(fd, libc.getsockname);
}

/** getpeername(2): the other end. `undefined`: not connected. */
export function peerAddress(libc: Libc, fd: number): SocketAddress | undefined {
  return nameBy(fd, libc.getpeername);
}

function nameBy(fd: number, call: (fd: number, address: Bytes, length: Bytes) => number): SocketAddress | undefined {
  const address = new Uint8Array(SOCKADDR_SIZE);
  const length = new Uint8Array(Uint32Array.of(SOCKADDR_SIZE).buffer);
  return call(fd, address, length) < 0 ? undefined : decodeSockaddr(address);
}
