import { addPacketSteps } from '../packetSteps.js';
import type { EndState } from '../state/WalkState.js';
import { connectionEnded } from '../connectionEnded.js';
import type { WalkContext } from '../WalkContext.js';
import type { AnswerLeg } from './Leg.js';

/**
 * The answer to a connection, or the packet after it, does not get through: the sender waits. A rule that drops it denies the
 * connection; a route, an own address or a socket that does not know it makes it fail.
 */
export function lostPacket(context: WalkContext, { where, walk }: AnswerLeg): EndState {
  context.path.enter(where, 'return');
  addPacketSteps(context.path, walk);
  const { end } = walk;
  switch (end.kind) {
    case 'dropped':
    case 'rejected':
      if (end.step.rule !== undefined || end.step.kind === 'policy') {
        const rule = end.step.coordinate ?? 'a rule';
        return connectionEnded(context, 'DENIED', `${rule} stops the answer in ${where}.`, 'timeout');
      }
      return connectionEnded(context, 'NO_UPSTREAM', `The answer is refused in ${where}.`, 'timeout');
    case 'unroutable':
      return connectionEnded(context, 'NO_UPSTREAM', `The answer is lost in ${where}: ${end.why}.`, 'timeout');
    case 'local':
    case 'wire':
    case 'unknown': {
      const why = end.kind === 'local' ? 'it ends at a socket there' : 'it leaves by another way';
      return connectionEnded(context, 'NO_UPSTREAM', `The answer is lost in ${where}: ${why}.`, 'timeout');
    }
  }
}
