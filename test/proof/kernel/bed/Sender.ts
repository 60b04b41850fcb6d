import type { Libc } from '../../../../src/proxy/sys/Libc.js';
import * as linux from '../../../../src/proxy/sys/linux.js';
import { bindSocket, openSocket } from '../../../../src/proxy/sys/openSocket.js';
import { encodeSockaddr } from '../../../../src/proxy/sys/sockaddr.js';
import { setFreebind, setIntOption, setMark, setTransparent } from '../../../../src/proxy/sys/socketOptions.js';
import { asOwner } from '../../../../src/proxy/sys/socketOwner.js';
import { checked, errnoName, SystemCallError } from '../../../../src/proxy/sys/SystemCallError.js';
import type { SentPacket } from '../contract.js';
import { closeSilently } from './closeSilently.js';
import { bytes } from './DatagramServer.js';
import type { Namespaces, Where } from './Namespaces.js';
import { ipOf } from './Servers.js';

const IPPROTO_ICMP = 1;
const IPPROTO_ICMPV6 = 58;
const ECHO = { 4: 8, 6: 128 } as const;

/** The sending end of one exchange: `ask` sends, `outcome` says what its socket knows by now. */
export interface Sender {
  readonly fd: number;
  /** `undefined`: nothing yet. */
  readonly outcome: () => string | undefined;
}

/** Opens a socket and sends with it. What keeps it from sending is the outcome. */
export function openSender(libc: Libc, namespaces: Namespaces, packet: SentPacket): Sender {
  const where = whereOf(packet);
  try {
    const { fd, refused } = namespaces.within(where, () => send(libc, packet));
    if (refused !== undefined) return { fd, outcome: () => refused };
    return { fd, outcome: packet.protocol === 'tcp' ? connectOutcome(libc, packet, fd) : receiveOutcome(libc, fd) };
  } catch (error) {
    if (!(error instanceof SystemCallError)) throw error;
    return { fd: -1, outcome: () => error.code };
  }
}

export function whereOf({ direction, inInterface }: SentPacket): Where {
  if (direction === 'out') return 'pod';
  return inInterface === 'eth1' ? 'peer2' : 'peer';
}

function send(libc: Libc, packet: SentPacket): { readonly fd: number; readonly refused?: string } {
  const { family } = ipOf(packet.destination);
  const fd = asOwner(libc, packet, () => openFor(libc, packet, family));
  try {
    if (packet.protocol === 'tcp') setIntOption(libc, fd, linux.SOL_SOCKET, linux.SO_REUSEADDR, 1);
    if (packet.mark !== 0) setMark(libc, fd, packet.mark);
    if (packet.transparent) setTransparent(libc, fd, family);
    // A sender on the wire has any address.
    if (packet.direction === 'in') setFreebind(libc, fd, family);
    const any = family === 4 ? '0.0.0.0' : '::';
    const port = packet.protocol === 'icmp' ? packet.destinationPort : packet.sourcePort;
    bindSocket(libc, fd, { ip: ipOf(packet.source ?? any), port });
  } catch (error) {
    libc.close(fd);
    throw error;
  }
  const port = packet.protocol === 'icmp' ? 0 : packet.destinationPort;
  const address = encodeSockaddr({ ip: ipOf(packet.destination), port });
  if (libc.connect(fd, address, address.length) < 0) {
    const code = errnoName(libc.errno());
    if (code !== 'EINPROGRESS') return { fd, refused: code };
  }
  if (packet.protocol === 'tcp') return { fd };
  const datagram = bytes(16);
  if (packet.protocol === 'icmp') datagram[0] = ECHO[family];
  if (libc.send(fd, datagram, datagram.length, 0) < 0) return { fd, refused: errnoName(libc.errno()) };
  return { fd };
}

function openFor(libc: Libc, { protocol }: SentPacket, family: 4 | 6): number {
  if (protocol !== 'icmp') return openSocket(libc, family, protocol, {});
  const type = linux.SOCK_DGRAM | linux.SOCK_NONBLOCK | linux.SOCK_CLOEXEC;
  const [domain, icmp] = family === 4 ? [linux.AF_INET, IPPROTO_ICMP] : [linux.AF_INET6, IPPROTO_ICMPV6];
  return checked(libc, libc.socket(domain, type, icmp), 'socket(ping)');
}

/** connect(2) again tells how far the first one came. */
function connectOutcome(libc: Libc, { destination, destinationPort }: SentPacket, fd: number): Sender['outcome'] {
  const address = encodeSockaddr({ ip: ipOf(destination), port: destinationPort });
  return () => {
    if (libc.connect(fd, address, address.length) >= 0) return 'connected';
    const code = errnoName(libc.errno());
    if (code === 'EISCONN') return 'connected';
    return code === 'EALREADY' || code === 'EINPROGRESS' ? undefined : code;
  };
}

function receiveOutcome(libc: Libc, fd: number): Sender['outcome'] {
  const answer = bytes(64);
  return () => {
    if (libc.recv(fd, answer, answer.length, 0) >= 0) return 'answered';
    const code = errnoName(libc.errno());
    return code === 'EAGAIN' ? undefined : code;
  };
}

/** Ends the sender without a packet. */
export function closeSender(libc: Libc, { fd }: Sender): void {
  if (fd >= 0) closeSilently(libc, fd);
}
