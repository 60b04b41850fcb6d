import type { Libc } from '../../../../src/proxy/sys/Libc.js';
import * as linux from '../../../../src/proxy/sys/linux.js';
import { bindSocket, openSocket } from '../../../../src/proxy/sys/openSocket.js';
import { encodeSockaddr } from '../../../../src/proxy/sys/sockaddr.js';
import { localAddress } from '../../../../src/proxy/sys/socketNames.js';
import { setFreebind, setIntOption, setMark, setTransparent } from '../../../../src/proxy/sys/socketOptions.js';
import { asOwner } from '../../../../src/proxy/sys/socketOwner.js';
import { checked, errnoName, SystemCallError } from '../../../../src/proxy/sys/SystemCallError.js';
import type { SentPacket } from '../contract.js';
import { bytes } from './DatagramServer.js';
import { queueErrors } from './ErrorQueue.js';
import { invalidSegment } from './invalidSegment.js';
import type { Namespaces, Where } from './Namespaces.js';
import { ipOf } from './Servers.js';

const IPPROTO_ICMP = 1;
const IPPROTO_TCP = 6;
const IPPROTO_ICMPV6 = 58;
const ECHO = { 4: 8, 6: 128 } as const;

/** The sending end of one exchange. */
export interface Sender {
  /** -1: there is none. */
  readonly fd: number;
  /** What keeps it from sending, at once. */
  readonly refused?: string;
}

/** Opens a socket and sends with it. */
export function openSender(libc: Libc, namespaces: Namespaces, packet: SentPacket): Sender {
  try {
    return namespaces.within(whereOf(packet), () => send(libc, packet));
  } catch (error) {
    if (error instanceof SystemCallError) return { fd: -1, refused: error.code };
    throw error;
  }
}

function whereOf({ direction, inInterface }: SentPacket): Where {
  if (direction === 'out') return 'pod';
  return inInterface === 'eth1' ? 'peer2' : 'peer';
}

function send(libc: Libc, packet: SentPacket): Sender {
  const { family } = ipOf(packet.destination);
  const isInvalid = packet.state === 'invalid';
  const fd = asOwner(libc, packet, () => (isInvalid ? openRaw(libc, packet, family) : openFor(libc, packet, family)));
  try {
    if (packet.protocol === 'tcp') setIntOption(libc, fd, linux.SOL_SOCKET, linux.SO_REUSEADDR, 1);
    if (packet.protocol === 'tcp' && !isInvalid) queueErrors(libc, fd, family);
    if (packet.mark !== 0) setMark(libc, fd, packet.mark);
    if (packet.transparent) setTransparent(libc, fd, family);
    // A sender on the wire has any address.
    if (packet.direction === 'in') setFreebind(libc, fd, family);
    const ip = ipOf(packet.source ?? (family === 4 ? '0.0.0.0' : '::'));
    // An echo has its identifier for a port, and a raw socket none.
    const port = packet.protocol === 'icmp' ? packet.destinationPort : packet.sourcePort;
    bindSocket(libc, fd, { ip, port: isInvalid ? 0 : port });
  } catch (error) {
    libc.close(fd);
    throw error;
  }
  const hasPort = packet.protocol !== 'icmp' && !isInvalid;
  const address = encodeSockaddr({ ip: ipOf(packet.destination), port: hasPort ? packet.destinationPort : 0 });
  if (libc.connect(fd, address, address.length) < 0) {
    const code = errnoName(libc.errno());
    if (code !== 'EINPROGRESS') return { fd, refused: code };
  }
  if (isInvalid) return sendBytes(libc, fd, segmentOf(libc, fd, packet));
  return packet.protocol === 'tcp' ? { fd } : sendBytes(libc, fd, payloadOf(packet));
}

/** What a datagram, an echo or a byte of data consists of. */
export function payloadOf({ protocol, destination }: SentPacket): Uint8Array {
  const payload = bytes(protocol === 'tcp' ? 1 : 16);
  if (protocol === 'icmp') payload[0] = ECHO[ipOf(destination).family];
  return payload;
}

/** Sends on a connected socket. */
export function sendBytes(libc: Libc, fd: number, payload: Uint8Array): Sender {
  return libc.send(fd, payload, payload.length, 0) < 0 ? { fd, refused: errnoName(libc.errno()) } : { fd };
}

function segmentOf(libc: Libc, fd: number, packet: SentPacket): Uint8Array {
  const source = localAddress(libc, fd)?.ip ?? ipOf(packet.destination);
  const destination = { ip: ipOf(packet.destination), port: packet.destinationPort };
  return invalidSegment({ ip: source, port: packet.sourcePort }, destination);
}

function openFor(libc: Libc, { protocol }: SentPacket, family: 4 | 6): number {
  if (protocol !== 'icmp') return openSocket(libc, family, protocol, {});
  return openOfType(libc, family, linux.SOCK_DGRAM, family === 4 ? IPPROTO_ICMP : IPPROTO_ICMPV6);
}

function openRaw(libc: Libc, { protocol }: SentPacket, family: 4 | 6): number {
  if (protocol !== 'tcp') throw new Error(`no ${protocol} packet is made that conntrack finds invalid`);
  return openOfType(libc, family, linux.SOCK_RAW, IPPROTO_TCP);
}

function openOfType(libc: Libc, family: 4 | 6, type: number, protocol: number): number {
  const domain = family === 4 ? linux.AF_INET : linux.AF_INET6;
  return checked(libc, libc.socket(domain, type | linux.SOCK_NONBLOCK | linux.SOCK_CLOEXEC, protocol), 'socket');
}
