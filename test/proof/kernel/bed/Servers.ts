import { parseIp, type IpAddress } from '../../../../src/net/IpAddress.js';
import { formatSocketAddress } from '../../../../src/net/SocketAddress.js';
import type { Libc } from '../../../../src/proxy/sys/Libc.js';
import { SOCK_CLOEXEC, SOL_IP, SOL_IPV6 } from '../../../../src/proxy/sys/linux.js';
import { bindSocket, openListener, openSocket } from '../../../../src/proxy/sys/openSocket.js';
import { originalDestination } from '../../../../src/proxy/sys/originalDestination.js';
import { setIntOption } from '../../../../src/proxy/sys/socketOptions.js';
import { localAddress, peerAddress } from '../../../../src/proxy/sys/socketNames.js';
import { asOwner } from '../../../../src/proxy/sys/socketOwner.js';
import { checked } from '../../../../src/proxy/sys/SystemCallError.js';
import type { BedSocket, ReachedSocket } from '../contract.js';
import { bytes, DatagramServer, IP_PKTINFO, IPV6_RECVPKTINFO } from './DatagramServer.js';
import { EventPoll } from './EventPoll.js';
import { closeSilently } from './closeSilently.js';
import type { Namespaces } from './Namespaces.js';

const BACKLOG = 64;
const MSG_DONTWAIT = 0x40;

/** All listening sockets of a bed: takes what arrives at them, answers datagrams, and tells what was reached. */
export class Servers {
  private readonly sockets = new Map<number, BedSocket>();
  private readonly accepted: { readonly fd: number; readonly socket: BedSocket }[] = [];
  /** Connections that were opened before the rules, and are told of when data comes: with the peer, which a reset takes from a socket. */
  private readonly kept = new Map<number, { readonly socket: BedSocket; readonly peer: string }>();
  private readonly data = bytes(64);
  private readonly poll: EventPoll;
  private readonly datagrams: DatagramServer;
  /** Of all servers: two that answer each other would never end. */
  private readonly ports: ReadonlySet<number>;

  constructor(
    private readonly libc: Libc,
    namespaces: Namespaces,
    sockets: readonly BedSocket[],
  ) {
    this.poll = new EventPoll(libc);
    this.datagrams = new DatagramServer(libc);
    this.ports = new Set(sockets.map(({ port }) => port));
    for (const socket of sockets) {
      const fd = namespaces.within(socket.where, () => asOwner(libc, socket.owner, () => listen(libc, socket)));
      this.sockets.set(fd, socket);
      this.poll.add(fd);
    }
  }

  /** Takes all that has arrived; waits for a first one so long at most. */
  take(milliseconds = 0): readonly ReachedSocket[] {
    return this.poll.ready(milliseconds).flatMap((fd) => {
      const keeper = this.kept.get(fd);
      if (keeper !== undefined) return this.read(fd, keeper.socket, keeper.peer);
      const socket = this.sockets.get(fd);
      if (socket === undefined) return [];
      const reached = socket.protocol === 'tcp' ? this.accept(fd, socket) : this.answer(fd, socket);
      return reached === undefined ? [] : [reached];
    });
  }

  /** What was accepted since the last end stays until `hangUpAll`. */
  keep(): void {
    for (const { fd, socket } of this.accepted.splice(0)) {
      this.kept.set(fd, { socket, peer: this.peerOf(fd) });
      this.poll.add(fd);
    }
  }

  /** Closes what was accepted, without a packet. */
  hangUp(): void {
    for (const { fd } of this.accepted.splice(0)) closeSilently(this.libc, fd);
  }

  /** Closes what was kept, too. */
  hangUpAll(): void {
    this.hangUp();
    for (const fd of this.kept.keys()) closeSilently(this.libc, fd);
    this.kept.clear();
  }

  close(): void {
    this.hangUpAll();
    this.poll.close();
    for (const fd of this.sockets.keys()) this.libc.close(fd);
  }

  /** Takes the data, and does not answer: the acknowledgement was sent when it came. */
  private read(fd: number, socket: BedSocket, peer: string): readonly ReachedSocket[] {
    return this.libc.recv(fd, this.data, this.data.length, MSG_DONTWAIT) > 0 ? [this.describe(fd, socket, peer)] : [];
  }

  private accept(listener: number, socket: BedSocket): ReachedSocket | undefined {
    const fd = asOwner(this.libc, socket.owner, () => this.libc.accept4(listener, null, null, SOCK_CLOEXEC));
    if (fd < 0) return undefined;
    this.accepted.push({ fd, socket });
    return this.describe(fd, socket, this.peerOf(fd));
  }

  private peerOf(fd: number): string {
    const peer = peerAddress(this.libc, fd);
    return peer ? formatSocketAddress(peer) : '';
  }

  private describe(fd: number, { where }: BedSocket, peer: string): ReachedSocket {
    const local = localAddress(this.libc, fd);
    const dialled = originalDestination(this.libc, fd, local?.ip.family ?? 4);
    return {
      where,
      local: local ? formatSocketAddress(local) : '',
      peer,
      ...(dialled && { originalDestination: formatSocketAddress(dialled) }),
    };
  }

  private answer(fd: number, { where, port }: BedSocket): ReachedSocket | undefined {
    const datagram = this.datagrams.receive(fd);
    if (datagram === undefined) return undefined;
    const { from, to } = datagram;
    // An answer that went astray comes from a server.
    if (!this.ports.has(from.port)) this.datagrams.answer(fd);
    return { where, local: formatSocketAddress({ ip: to, port }), peer: formatSocketAddress(from) };
  }
}

function listen(libc: Libc, { protocol, address, port, transparent }: BedSocket): number {
  const ip = ipOf(address);
  const at = { ip, port };
  const options = { transparent, v6only: true };
  if (protocol === 'tcp') {
    const fd = openListener(libc, at, options);
    checked(libc, libc.listen(fd, BACKLOG), 'listen');
    return fd;
  }
  const fd = openSocket(libc, ip.family, 'udp', options);
  if (ip.family === 4) setIntOption(libc, fd, SOL_IP, IP_PKTINFO, 1);
  else setIntOption(libc, fd, SOL_IPV6, IPV6_RECVPKTINFO, 1);
  bindSocket(libc, fd, at);
  return fd;
}

/** An address that the bed itself gives. */
export function ipOf(text: string): IpAddress {
  const ip = parseIp(text);
  if (ip === undefined) throw new Error(`no address: ${text}`);
  return ip;
}
