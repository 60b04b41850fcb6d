import { callerNotices } from './callerNotices.js';
import { endless } from './connectionEnded.js';
import { nextState } from './nextState.js';
import { addAnswerHops } from './reply/addAnswerHops.js';
import type { EndState, WalkState } from './state/WalkState.js';
import { indeterminate } from './verdicts.js';
import { endlessPlace } from './visits.js';
import type { WalkContext } from './WalkContext.js';
import type { Verdict } from '../model/Verdict.js';

/** More hops than any mesh has; a walk that is still going is not understood. */
const MAX_STATES = 64;

/** Walks one path from where it begins to its end. Every state has a handler; opaque steps on the way make the end indeterminate. */
export function walkRequest(context: WalkContext, begin: (context: WalkContext) => WalkState): Verdict {
  const end = walkToEnd(context, begin);
  callerNotices(context, end);
  addAnswerHops(context);
  return withOpaque(context, end.verdict);
}

function walkToEnd(context: WalkContext, begin: (context: WalkContext) => WalkState): EndState {
  let state = begin(context);
  for (let count = 0; count < MAX_STATES; count++) {
    if (state.kind === 'end') return state;
    state = nextState(context, state);
  }
  const place = endlessPlace(context.journey);
  if (place !== undefined) return endless(`The request comes to ${place} again and again.`);
  return { kind: 'end', verdict: indeterminate(`the request is still going after ${MAX_STATES} hops`) };
}

/** Code that was not run decides: the verdict is what it would be if that code let the request through. */
function withOpaque({ path }: WalkContext, verdict: Verdict): Verdict {
  const [first, ...rest] = path.opaque;
  if (first === undefined || verdict.code === 'INDETERMINATE') return verdict;
  const names = rest.length === 0 ? first : `${first} and ${rest.length} more`;
  return indeterminate(names, verdict);
}
