import { nextPacketWalk } from '../../../netfilter/walk/nextPacketWalk.js';
import type { PacketWalk } from '../../../netfilter/walk/PacketWalk.js';
import { replyWalk } from '../../../netfilter/walk/replyWalk.js';
import type { SocketOwner } from '../../../netfilter/model/SocketOwner.js';
import type { EndState } from '../state/WalkState.js';
import { indeterminate } from '../verdicts.js';
import type { WalkContext } from '../WalkContext.js';
import type { Leg } from './Leg.js';
import { lostPacket } from './lostPacket.js';

/**
 * A socket has taken the connection: its SYN+ACK goes back through every network namespace that the SYN passed, and the next
 * packet follows. Where either is lost the connection never opens, and the walk ends; undefined: it opens.
 *
 * @param owner whose socket listens
 */
export function answerConnection(context: WalkContext, owner: SocketOwner): EndState | undefined {
  const { journey, choose, request } = context;
  const legs = journey.legs.splice(0);
  if (request.transport !== 'tcp') return undefined;
  const answers = legs.toReversed().map((leg, index) => {
    const options = index === 0 && leg.walk.end.kind === 'local' ? { owner } : {};
    return { leg, walk: replyWalk(leg.netns, leg.walk, choose, options) };
  });
  for (const { leg, walk } of answers) {
    const ended = lost(context, leg, walk, leg.walk.conversation.opening.from === 'socket' ? 'local' : 'wire');
    if (ended !== undefined) return ended;
  }
  for (const { leg, walk } of answers.toReversed()) {
    const ended = lost(context, leg, nextPacketWalk(leg.netns, walk, choose), leg.walk.end.kind);
    if (ended !== undefined) return ended;
  }
  journey.answers.push(answers.map(({ leg, walk }) => ({ where: leg.where, walk })));
  return undefined;
}

function lost(
  context: WalkContext,
  leg: Leg,
  walk: PacketWalk,
  expected: PacketWalk['end']['kind'],
): EndState | undefined {
  const { end } = walk;
  if (end.kind === expected) return undefined;
  if (end.kind === 'unknown') {
    return { kind: 'end', verdict: indeterminate(`whether answers pass ${leg.where}: ${end.why}`) };
  }
  return lostPacket(context, { where: leg.where, walk });
}
