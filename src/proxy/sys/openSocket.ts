import type { SocketAddress } from '../../net/SocketAddress.js';
import type { Libc } from './Libc.js';
import * as linux from './linux.js';
import { encodeSockaddr } from './sockaddr.js';
import { setFreebind, setIntOption, setMark, setTransparent } from './socketOptions.js';
import { checked, errnoName, SystemCallError } from './SystemCallError.js';

/** What has to be set before a socket is bound. */
export interface SocketOptions {
  readonly transparent?: boolean;
  readonly freebind?: boolean;
  readonly reusePort?: boolean;
  /** Of IPv6 sockets; absent: as the sysctl says, which is both families. */
  readonly v6only?: boolean;
  /** SO_MARK; 0 or absent: none. */
  readonly mark?: number;
}

/** A socket that is not blocking, with its options, not yet bound. The caller closes it. Throws {@link SystemCallError}. */
export function openSocket(libc: Libc, family: 4 | 6, protocol: 'tcp' | 'udp', options: SocketOptions): number {
  const type = protocol === 'tcp' ? linux.SOCK_STREAM : linux.SOCK_DGRAM;
  const domain = family === 4 ? linux.AF_INET : linux.AF_INET6;
  const fd = checked(libc, libc.socket(domain, type | linux.SOCK_NONBLOCK | linux.SOCK_CLOEXEC, 0), 'socket');
  return orClosed(libc, fd, () => {
    if (options.transparent === true) setTransparent(libc, fd, family);
    if (options.freebind === true) setFreebind(libc, fd, family);
    if (options.reusePort === true) setIntOption(libc, fd, linux.SOL_SOCKET, linux.SO_REUSEPORT, 1);
    if (options.v6only !== undefined && family === 6) {
      setIntOption(libc, fd, linux.SOL_IPV6, linux.IPV6_V6ONLY, Number(options.v6only));
    }
    if (options.mark !== undefined && options.mark !== 0) setMark(libc, fd, options.mark);
  });
}

/** A bound TCP socket for `server.listen({ fd })`, which listens and then owns it. Throws {@link SystemCallError}, e.g. EADDRINUSE. */
export function openListener(libc: Libc, address: SocketAddress, options: SocketOptions): number {
  const fd = openSocket(libc, address.ip.family, 'tcp', options);
  return orClosed(libc, fd, () => {
    setIntOption(libc, fd, linux.SOL_SOCKET, linux.SO_REUSEADDR, 1);
    bindSocket(libc, fd, address);
  });
}

/** Binds a socket to an address; port 0 lets the kernel choose one. */
export function bindSocket(libc: Libc, fd: number, address: SocketAddress): void {
  const bytes = encodeSockaddr(address);
  checked(libc, libc.bind(fd, bytes, bytes.length), 'bind');
}

/**
 * A TCP socket whose connection is under way, for `new net.Socket({ fd })`, which then owns it. With `source` it is bound to
 * that address first. Throws {@link SystemCallError} when the kernel refuses at once (EINVAL, ENETUNREACH); what the network
 * says later is an error of the stream.
 */
export function openConnection(
  libc: Libc,
  destination: SocketAddress,
  options: SocketOptions & { readonly source?: SocketAddress },
): number {
  const fd = openSocket(libc, destination.ip.family, 'tcp', options);
  return orClosed(libc, fd, () => {
    if (options.source !== undefined) bindSocket(libc, fd, options.source);
    const bytes = encodeSockaddr(destination);
    if (libc.connect(fd, bytes, bytes.length) >= 0) return;
    const code = errnoName(libc.errno());
    if (code !== 'EINPROGRESS') throw new SystemCallError(code, 'connect');
  });
}

function orClosed(libc: Libc, fd: number, use: () => void): number {
  try {
    use();
    return fd;
  } catch (error) {
    libc.close(fd);
    throw error;
  }
}
