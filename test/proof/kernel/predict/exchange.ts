import type { Choose } from '../../../../src/logic/Fork.js';
import { nextPacketWalk } from '../../../../src/netfilter/walk/nextPacketWalk.js';
import type { PacketWalk, WalkEnd } from '../../../../src/netfilter/walk/PacketWalk.js';
import { replyWalk, type ReplyOptions } from '../../../../src/netfilter/walk/replyWalk.js';
import type { SentPacket } from '../contract.js';
import { acknowledged } from './acknowledged.js';
import { ip } from './addresses.js';
import { decided } from './decided.js';
import { headersOf, sourceMacOf } from './headers.js';
import { hitsOf } from './hitsOf.js';
import type { Outcome } from './Prediction.js';
import { isSameEnd, reachedSocket, serverAt, withOriginalDst } from './reached.js';
import { send } from './send.js';
import { isReset, seenAs, seenBySend, toldByLink } from './senderSees.js';
import { withoutRules, type World } from './World.js';

/** What follows from one packet, for one way that chance goes. Throws `Undecided`. */
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

/** A raw socket is told by send() alone, if the packet does not get as far as the link or lo. */
function unheard(world: World, { direction }: SentPacket, first: PacketWalk): Outcome {
  return { senderSees: direction === 'out' ? seenBySend(first.end) : 'timeout', ...hitsOf(world.names, [first]) };
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
      header: { ...headers.answer, ...sourceMacOf(end), ...(server === 'kernel' ? tosOf(end) : {}) },
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
  const header = { ...headersOf(packet).refusal, ...sourceMacOf(end) };
  if (packet.protocol === 'tcp') return { header: { ...header, ...tosOf(end) } };
  const { tos } = tosOf(end);
  if (!packet.destination.includes(':')) return { header: { ...header, tos: ((tos ?? 0) & 0x1e) | 0xc0 } };
  const source = ip(end.kind === 'wire' && end.outInterface === 'eth1' ? 'fd01::1' : 'fd00::1');
  return { header, source };
}

function tosOf(end: WalkEnd): { readonly tos?: number } {
  return (end.kind === 'wire' || end.kind === 'local') && end.tos !== undefined ? { tos: end.tos } : {};
}
