import type { Libc } from '../../../../src/proxy/sys/Libc.js';
import { AF_INET, SOCK_CLOEXEC, SOCK_DGRAM, SOL_SOCKET } from '../../../../src/proxy/sys/linux.js';
import { bindSocket } from '../../../../src/proxy/sys/openSocket.js';
import { encodeSockaddr } from '../../../../src/proxy/sys/sockaddr.js';
import { localAddress } from '../../../../src/proxy/sys/socketNames.js';
import { checked } from '../../../../src/proxy/sys/SystemCallError.js';
import { bytes } from './DatagramServer.js';
import type { Namespaces } from './Namespaces.js';
import { ipOf } from './Servers.js';

const SO_RCVTIMEO = 20;
const MSG_DONTWAIT = 0x40;
const MOST_SECONDS = 5;

/**
 * Tells when the kernel has handled every packet that was sent before. Loopback and veth put packets in one queue of the
 * processor, first in, first out: once a datagram that was put behind them has arrived, in a namespace without rules, they all
 * were handled. What they gave rise to stands behind it, so who wants quiet passes again until nothing new happened.
 */
export class Barrier {
  private readonly fd: number;
  private readonly datagram = bytes(8);

  constructor(
    private readonly libc: Libc,
    namespaces: Namespaces,
  ) {
    this.fd = namespaces.within('quiet', () => openLoop(libc));
  }

  /** Returns whether it passed at once. Otherwise it sleeps, so that the kernel's own thread gets the processor. */
  pass(): boolean {
    checked(this.libc, this.libc.send(this.fd, this.datagram, 1, 0), 'send');
    if (this.libc.recv(this.fd, this.datagram, 1, MSG_DONTWAIT) > 0) return true;
    checked(this.libc, this.libc.recv(this.fd, this.datagram, 1, 0), 'recv');
    return false;
  }

  close(): void {
    this.libc.close(this.fd);
  }
}

/** A socket that hears what it says. */
function openLoop(libc: Libc): number {
  const fd = checked(libc, libc.socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), 'socket');
  const timeout = bytes(16);
  timeout.writeBigInt64LE(BigInt(MOST_SECONDS));
  checked(libc, libc.setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, timeout, timeout.length), 'setsockopt(SO_RCVTIMEO)');
  const ip = ipOf('127.0.0.1');
  bindSocket(libc, fd, { ip, port: 0 });
  const own = encodeSockaddr(localAddress(libc, fd) ?? { ip, port: 0 });
  checked(libc, libc.connect(fd, own, own.length), 'connect');
  return fd;
}
