import type { Libc } from './Libc.js';
import * as linux from './linux.js';
import { checked } from './SystemCallError.js';

/** Sets an option whose value is an int. */
export function setIntOption(libc: Libc, fd: number, level: number, option: number, value: number): void {
  const bytes = Uint8Array.from(new Uint8Array(Int32Array.of(value).buffer));
  checked(libc, libc.setsockopt(fd, level, option, bytes, bytes.length), `setsockopt(${level}, ${option})`);
}

/** SO_MARK: the mark (0 to 2^32 - 1) of every packet that the socket sends. Needs CAP_NET_ADMIN. */
export function setMark(libc: Libc, fd: number, mark: number): void {
  setIntOption(libc, fd, linux.SOL_SOCKET, linux.SO_MARK, mark | 0);
}

/** IP_TRANSPARENT or IPV6_TRANSPARENT, by the family of the socket: it may have foreign addresses, and TPROXY may give it packets. */
export function setTransparent(libc: Libc, fd: number, family: 4 | 6): void {
  if (family === 4) setIntOption(libc, fd, linux.SOL_IP, linux.IP_TRANSPARENT, 1);
  else setIntOption(libc, fd, linux.SOL_IPV6, linux.IPV6_TRANSPARENT, 1);
}

/** IP_FREEBIND: binding to an address that is not there. */
export function setFreebind(libc: Libc, fd: number, family: 4 | 6): void {
  if (family === 4) setIntOption(libc, fd, linux.SOL_IP, linux.IP_FREEBIND, 1);
  else setIntOption(libc, fd, linux.SOL_IPV6, linux.IPV6_FREEBIND, 1);
}
