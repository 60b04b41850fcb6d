import type { Choose } from '../../../../src/logic/Fork.js';
import { ipEquals, isUnspecified, parseIp, type IpAddress } from '../../../../src/net/IpAddress.js';
import { formatSocketAddress, type SocketAddress } from '../../../../src/net/SocketAddress.js';
import type { Netns } from '../../../../src/netfilter/walk/netns/Netns.js';
import { nextPacketWalk } from '../../../../src/netfilter/walk/nextPacketWalk.js';
import type { LocalEnd, PacketWalk, WalkEnd } from '../../../../src/netfilter/walk/PacketWalk.js';
import { receiveFromWire } from '../../../../src/netfilter/walk/receiveFromWire.js';
import { replyWalk, type ReplyOptions } from '../../../../src/netfilter/walk/replyWalk.js';
import { sendFromSocket } from '../../../../src/netfilter/walk/sendFromSocket.js';
import { headersOf, macOf } from './headers.js';
import { originalDst } from '../../../../src/netfilter/walk/sockets/originalDst.js';
import type { BedSocket, ReachedSocket, SentPacket } from '../contract.js';
import { hitsOf, type RuleNames } from './hitsOf.js';
import type { Outcome } from './Prediction.js';

/** The namespace under test and the servers around it. */
export interface World {
  readonly netns: Netns;
  readonly sockets: readonly BedSocket[];
  readonly names: RuleNames;
}

/** Thrown where the evaluator does not decide. */
export class Undecided extends Error {}

/** What follows from one packet, for one way that chance goes. Throws {@link Undecided}. */
export function exchange(world: World, packet: SentPacket, choose: Choose): Outcome {
  const first = decided(send(world.netns, packet, choose));
  if (packet.state === 'invalid') return unheard(world, packet, first);
  if (packet.state === 'established' && packet.protocol === 'tcp') return acknowledged(world, packet, first, choose);
  const { end } = first;
  if (end.kind === 'local' || end.kind === 'wire') return answered(world, packet, first, end, choose);
  const refused = end.kind === 'rejected' || first.refusal !== undefined;
  const heard = !refused || toldByLink(first.refusal, packet);
  return { senderSees: heard ? seenAs(end, packet, refused) : 'timeout', ...hitsOf(world.names, [first]) };
}

/** Whether a connection or flow is opened where no rule is in force. */
export function opens(world: World, packet: SentPacket, choose: Choose): boolean {
  const { senderSees } = exchange(withoutRules(world), { ...packet, state: 'new' }, choose);
  return senderSees === 'connected' || senderSees === 'answered';
}

function withoutRules(world: World): World {
  return { ...world, netns: { ...world.netns, ruleSets: [], registered: [] } };
}

/** A raw socket is told by send() alone, if the packet does not get as far as the link or lo. */
function unheard(world: World, { direction }: SentPacket, first: PacketWalk): Outcome {
  return { senderSees: direction === 'out' ? seenBySend(first.end) : 'timeout', ...hitsOf(world.names, [first]) };
}

function seenBySend(end: WalkEnd): string {
  if (end.kind === 'unroutable') return end.senderSees;
  if (end.kind !== 'dropped' && end.kind !== 'rejected') return 'timeout';
  return end.step.hook === 'OUTPUT' || end.step.hook === 'POSTROUTING' ? 'EPERM' : 'timeout';
}

const ELSEWHERE = 'an open connection is led to another socket';

/** A byte on a connection that was opened before the rules, and its acknowledgement. An ICMP error ends no such connection, but SO_ERROR tells of it. */
function acknowledged(world: World, packet: SentPacket, first: PacketWalk, choose: Choose): Outcome {
  const { end } = first;
  const lost: Outcome = { senderSees: 'timeout', ...hitsOf(world.names, [first]) };
  if (end.kind === 'rejected') {
    const reset = end.refusal.type === 'tcp-reset';
    const heard = reset ? isReset(first, packet) : toldByLink(first.refusal, packet);
    return { ...lost, senderSees: heard ? (reset ? 'ECONNRESET' : seenAs(end, packet, true)) : 'timeout' };
  }
  if (end.kind !== 'local' && end.kind !== 'wire') return lost;
  if (end.kind === 'local' && end.by === 'tproxy') throw new Undecided(ELSEWHERE);
  const opened = send(withoutRules(world).netns, { ...packet, state: 'new' }, choose).end;
  if (!isSameEnd(end, opened)) {
    if (end.kind === 'local') throw new Undecided(ELSEWHERE);
    return lost;
  }
  const server = serverAt(world, packet, end);
  if (server === undefined) return lost;
  const reply = decided(
    replyWalk(world.netns, first, choose, {
      later: true,
      // Accepted in the name of its owner, with the groups of the process.
      owner: { ...server.owner, groups: process.getgroups?.() ?? [] },
      header: { ...headersOf(packet).answer, ...mac(end) },
    }),
  );
  const heard =
    reply.end.kind === 'local' || (reply.end.kind === 'wire' && reply.end.outInterface === packet.inInterface);
  return {
    senderSees: heard ? 'answered' : 'timeout',
    reached: withOriginalDst(reachedSocket(packet, server, end), end, reply),
    ...hitsOf(world.names, [first, reply]),
  };
}

/** Who sends by one link does not hear what leaves by the other. */
function toldByLink(refusal: PacketWalk | undefined, { direction, inInterface }: SentPacket): boolean {
  return direction === 'out' || (refusal?.end.kind === 'wire' && refusal.end.outInterface === inInterface);
}

function answered(
  world: World,
  packet: SentPacket,
  first: PacketWalk,
  end: Extract<WalkEnd, { kind: 'local' | 'wire' }>,
  choose: Choose,
): Outcome {
  if (isLostAtPeer(end)) return { senderSees: 'timeout', ...hitsOf(world.names, [first]) };
  const server = packet.protocol === 'icmp' ? 'kernel' : serverAt(world, packet, end);
  if (server === undefined) return refusedByPeer(world, packet, first, choose);
  const headers = headersOf(packet);
  const owner = server === 'kernel' ? ({ kind: 'none', socket: true } as const) : { ...server.owner, groups: [] };
  const reply = decided(
    replyWalk(world.netns, first, choose, {
      owner,
      header: { ...headers.answer, ...mac(end), ...(server === 'kernel' ? tosOf(end) : {}) },
    }),
  );
  const heard =
    reply.end.kind === 'local' || (reply.end.kind === 'wire' && reply.end.outInterface === packet.inInterface);
  const reached = server === 'kernel' ? undefined : reachedSocket(packet, server, end);
  if (packet.protocol !== 'tcp') {
    return {
      senderSees: heard ? 'answered' : 'timeout',
      ...(reached && { reached }),
      ...hitsOf(world.names, [first, reply]),
    };
  }
  if (!heard) return { senderSees: 'timeout', ...hitsOf(world.names, [first, reply]) };
  const next = decided(nextPacketWalk(world.netns, reply, choose, undefined, headers.next));
  const accepted = isSameEnd(next.end, end);
  return {
    senderSees: isReset(next, packet) ? 'ECONNRESET' : 'connected',
    ...(accepted && reached && { reached: withOriginalDst(reached, end, next) }),
    ...hitsOf(world.names, [first, reply, next]),
  };
}

/** A later packet reaches whoever took the first one. */
function isSameEnd(next: WalkEnd, first: WalkEnd): boolean {
  if (next.kind === 'wire' && first.kind === 'wire') {
    return (
      next.outInterface === first.outInterface &&
      text(next.source) === text(first.source) &&
      text(next.destination) === text(first.destination)
    );
  }
  return next.kind === 'local' && first.kind === 'local' && text(next.local) === text(first.local);
}

/** A connection that opened is closed by a reset; ICMP errors it bears. */
function isReset({ end, refusal }: PacketWalk, packet: SentPacket): boolean {
  if (end.kind !== 'rejected' || end.refusal.type !== 'tcp-reset' || refusal === undefined) return false;
  return packet.direction === 'in' ? toldByLink(refusal, packet) : refusal.end.kind === 'local';
}

/** At the other end of the link nothing listens: what it answers comes back by the link. */
function refusedByPeer(world: World, packet: SentPacket, first: PacketWalk, choose: Choose): Outcome {
  const reply = decided(replyWalk(world.netns, first, choose, { refused: true, ...refusalOfPeer(packet, first.end) }));
  const heard = reply.end.kind === 'local';
  return { senderSees: heard ? 'ECONNREFUSED' : 'timeout', ...hitsOf(world.names, [first, reply]) };
}

/** The bed's peers take no IPv6 from or to loopback, as no host does. */
function isLostAtPeer(end: WalkEnd): boolean {
  return end.kind === 'wire' && [end.source, end.destination].some(({ ip: one }) => one.text === '::1');
}

/** A reset has the TOS of what it answers. ICMP errors of IPv6 come from the peer's own address, as all others are foreign to it. */
function refusalOfPeer(packet: SentPacket, end: WalkEnd): Pick<ReplyOptions, 'header' | 'source'> {
  const header = { ...headersOf(packet).refusal, ...mac(end) };
  if (packet.protocol === 'tcp') return { header: { ...header, ...tosOf(end) } };
  const { tos } = tosOf(end);
  if (!packet.destination.includes(':')) return { header: { ...header, tos: ((tos ?? 0) & 0x1e) | 0xc0 } };
  const source = ip(end.kind === 'wire' && end.outInterface === 'eth1' ? 'fd01::1' : 'fd00::1');
  return { header, source };
}

function tosOf(end: WalkEnd): { readonly tos?: number } {
  return (end.kind === 'wire' || end.kind === 'local') && end.tos !== undefined ? { tos: end.tos } : {};
}

/** What comes from the wire has a frame. */
function mac(end: WalkEnd): { readonly sourceMac?: string } {
  return end.kind === 'wire' ? { sourceMac: macOf(end.outInterface) } : {};
}

const FLAGS = { new: ['SYN'], established: ['PSH', 'ACK'], invalid: ['SYN', 'ACK'] } as const;

function send(netns: Netns, packet: SentPacket, choose: Choose): PacketWalk {
  const { direction, protocol, sourcePort, mark, transparent, uid, gid, groups, state } = packet;
  const destination = { ip: ip(packet.destination), port: packet.destinationPort };
  const icmp = protocol === 'icmp' ? { icmpType: destination.ip.family === 4 ? 8 : 128, icmpCode: 0 } : {};
  const flags = protocol === 'tcp' ? { tcpFlags: FLAGS[state] } : {};
  const name = protocol === 'icmp' && destination.ip.family === 6 ? 'ipv6-icmp' : protocol;
  if (direction === 'in') {
    const source = { ip: ip(packet.source ?? ''), port: sourcePort };
    return receiveFromWire(
      netns,
      {
        inInterface: packet.inInterface,
        protocol: name,
        source,
        destination,
        ctState: state,
        ...flags,
        ...icmp,
        header: headersOf(packet).first,
      },
      choose,
    );
  }
  return sendFromSocket(
    netns,
    {
      protocol: name,
      destination,
      ...(packet.source === undefined ? {} : { source: ip(packet.source) }),
      sourcePort,
      owner: { kind: 'user', uid, gid, groups },
      mark,
      transparent,
      ctState: state,
      ...flags,
      ...icmp,
      header: headersOf(packet).first,
    },
    choose,
  );
}

function decided(walk: PacketWalk): PacketWalk {
  if (walk.end.kind === 'unknown') throw new Undecided(walk.end.why);
  // What does not matter for the end may matter for which rules count.
  const [open] = walk.unknown;
  if (open !== undefined) throw new Undecided(open);
  if (walk.refusal !== undefined) decided(walk.refusal);
  return walk;
}

/** Who takes the packet; `undefined`: nobody at the other end of the link. */
function serverAt(
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

function reachedSocket(
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
function withOriginalDst(reached: ReachedSocket, end: WalkEnd, { conversation }: PacketWalk): ReachedSocket {
  if (end.kind !== 'local') return reached;
  const dialled = originalDst(conversation.flows, end.local, end.source);
  return dialled === undefined ? reached : { ...reached, originalDestination: text(dialled) };
}

/** `told`: an error reached the sender. */
function seenAs(end: WalkEnd, packet: SentPacket, told = false): string {
  switch (end.kind) {
    case 'dropped':
      return packet.direction === 'in' ? 'timeout' : end.senderSees;
    case 'unroutable':
      return packet.direction === 'in' && !told ? 'timeout' : end.senderSees;
    case 'rejected':
      return end.errno ?? 'timeout';
    case 'local':
    case 'wire':
    case 'unknown':
      return end.kind;
  }
}

function ip(address: string): IpAddress {
  const parsed = parseIp(address);
  if (parsed === undefined) throw new Error(`no address: ${address}`);
  return parsed;
}

function text(address: SocketAddress): string {
  return formatSocketAddress(address);
}
