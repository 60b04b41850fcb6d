import type { Choose } from '../../../../src/logic/Fork.js';
import type { PacketWalk } from '../../../../src/netfilter/walk/PacketWalk.js';
import { replyWalk } from '../../../../src/netfilter/walk/replyWalk.js';
import type { SentPacket } from '../contract.js';
import { decided, Undecided } from './decided.js';
import { headersOf, sourceMacOf } from './headers.js';
import { hitsOf } from './hitsOf.js';
import type { Outcome } from './Prediction.js';
import { isSameEnd, reachedSocket, serverAt, withOriginalDst } from './reached.js';
import { send } from './send.js';
import { isReset, seenAs, toldByLink } from './senderSees.js';
import { withoutRules, type World } from './World.js';

const ELSEWHERE = 'an open connection is led to another socket';

/** A byte on a connection that was opened before the rules, and its acknowledgement. An ICMP error ends no such connection, but SO_ERROR tells of it. */
export function acknowledged(world: World, packet: SentPacket, first: PacketWalk, choose: Choose): Outcome {
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
      header: { ...headersOf(packet).answer, ...sourceMacOf(end) },
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
