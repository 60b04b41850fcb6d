import type { WalkEnd, WalkStep } from '../../netfilter/walk/PacketWalk.js';
import { formatSocketAddress, type SocketAddress } from '../../net/SocketAddress.js';
import { connectionEnded } from './connectionEnded.js';
import { isServiceRule } from './isServiceRule.js';
import type { EndState } from './state/WalkState.js';
import { indeterminate } from './verdicts.js';
import type { WalkContext } from './WalkContext.js';

/** The end of a request whose packet no socket takes and no wire carries. */
export function packetEnd(
  context: WalkContext,
  end: Exclude<WalkEnd, { kind: 'local' | 'wire' }>,
  destination: SocketAddress,
): EndState {
  const to = formatSocketAddress(destination);
  switch (end.kind) {
    case 'dropped':
      return stopped(context, end.step, `drops packets to ${to}`, 'timeout');
    case 'rejected':
      return stopped(context, end.step, `rejects packets to ${to}`, connectionEndOf(end.senderSees));
    case 'unroutable':
      return connectionEnded(context, 'NO_UPSTREAM', `No route to ${to}: ${end.why}.`, connectionEndOf(end.senderSees));
    case 'unknown':
      return { kind: 'end', verdict: indeterminate(end.why) };
  }
}

/** A rule or policy denies; where nothing listens, or kube-proxy has no endpoint, there is just nobody. */
function stopped(context: WalkContext, step: WalkStep, what: string, sees: 'timeout' | 'refused' | 'reset'): EndState {
  if (step.coordinate === undefined) {
    return connectionEnded(context, 'NO_UPSTREAM', `The connection is refused: ${step.effects.join('; ')}.`, sees);
  }
  const code = step.rule !== undefined && isServiceRule(step.rule) ? 'NO_UPSTREAM' : 'DENIED';
  return connectionEnded(context, code, `${step.coordinate} ${what}.`, sees);
}

function connectionEndOf(senderSees: string): 'timeout' | 'refused' | 'reset' {
  if (senderSees === 'timeout') return 'timeout';
  return senderSees === 'reset' ? 'reset' : 'refused';
}
