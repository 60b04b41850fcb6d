import { ipEquals, isUnspecified, type IpAddress } from '../../../../src/net/IpAddress.js';
import type { LocalEnd, PacketWalk, WalkEnd } from '../../../../src/netfilter/walk/PacketWalk.js';
import { originalDst } from '../../../../src/netfilter/walk/sockets/originalDst.js';
import type { BedSocket, ReachedSocket, SentPacket } from '../contract.js';
import { ip, text } from './addresses.js';
import type { World } from './World.js';

/** Who takes the packet; `undefined`: nobody at the other end of the link. */
export function serverAt(
  { sockets }: World,
  { protocol }: SentPacket,
  end: Extract<WalkEnd, { kind: 'local' | 'wire' }>,
): BedSocket | undefined {
  const where = end.kind === 'local' ? 'pod' : end.outInterface === 'eth0' ? 'peer' : 'peer2';
  const at = end.kind === 'local' ? (end.listener ?? end.local) : end.destination;
  const candidates = sockets.filter(
    (socket) => socket.where === where && socket.protocol === protocol && socket.port === at.port,
  );
  const address = (socket: BedSocket): IpAddress => ip(socket.address);
  return (
    candidates.find((socket) => ipEquals(address(socket), at.ip)) ??
    candidates.find((socket) => isUnspecified(address(socket)) && address(socket).family === at.ip.family)
  );
}

/** What the socket of that server tells of itself. */
export function reachedSocket(
  packet: SentPacket,
  server: BedSocket,
  end: LocalEnd | Extract<WalkEnd, { kind: 'wire' }>,
): ReachedSocket {
  const { where } = server;
  const peer = text(end.source);
  if (end.kind === 'wire') {
    return {
      where,
      local: text(end.destination),
      peer,
    };
  }
  // A datagram's socket tells the address of the datagram and its own port.
  const local = packet.protocol === 'udp' ? { ip: end.local.ip, port: server.port } : end.local;
  return {
    where,
    local: text(local),
    peer,
  };
}

/** Asked for when the connection is accepted, which is after the sender's second packet. */
export function withOriginalDst(reached: ReachedSocket, end: WalkEnd, { conversation }: PacketWalk): ReachedSocket {
  if (end.kind !== 'local') return reached;
  const dialled = originalDst(conversation.flows, end.local, end.source);
  return dialled === undefined ? reached : { ...reached, originalDestination: text(dialled) };
}

/** A later packet reaches whoever took the first one. */
export function isSameEnd(next: WalkEnd, first: WalkEnd): boolean {
  if (next.kind === 'wire' && first.kind === 'wire') {
    return (
      next.outInterface === first.outInterface &&
      text(next.source) === text(first.source) &&
      text(next.destination) === text(first.destination)
    );
  }
  return next.kind === 'local' && first.kind === 'local' && text(next.local) === text(first.local);
}
