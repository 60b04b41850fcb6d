import type { Libc } from '../../../../src/proxy/sys/Libc.js';
import { bindSocket, openSocket } from '../../../../src/proxy/sys/openSocket.js';
import { parseSocketAddress } from '../../../../src/net/SocketAddress.js';
import { checked } from '../../../../src/proxy/sys/SystemCallError.js';
import { encodeSockaddr } from '../../../../src/proxy/sys/sockaddr.js';
import { localAddress } from '../../../../src/proxy/sys/socketNames.js';
import { bytes } from './DatagramServer.js';
import type { Namespaces } from './Namespaces.js';

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
    this.fd = namespaces.within('quiet', () => {
      const fd = openSocket(libc, 4, 'udp', {});
      const loopback = parseSocketAddress('127.0.0.1:0');
      if (loopback !== undefined) bindSocket(libc, fd, loopback);
      const own = localAddress(libc, fd);
      const address = encodeSockaddr(own ?? { ip: { family: 4, bytes: [], text: '' }, port: 0 });
      checked(libc, libc.connect(fd, address, address.length), 'connect');
      return fd;
    });
  }

  /** Returns whether it passed at once. Gives up after a second. */
  pass(): boolean {
    this.libc.send(this.fd, this.datagram, 1, 0);
    if (this.libc.recv(this.fd, this.datagram, 1, 0) > 0) return true;
    const until = performance.now() + 1000;
    while (performance.now() < until) {
      if (this.libc.recv(this.fd, this.datagram, 1, 0) > 0) return false;
    }
    throw new Error('the kernel does not handle packets any more');
  }

  close(): void {
    this.libc.close(this.fd);
  }
}
