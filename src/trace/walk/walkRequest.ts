import { nextState } from './nextState.js';
import { start } from './start.js';
import type { WalkState } from './state/WalkState.js';
import { indeterminate } from './verdicts.js';
import type { WalkContext } from './WalkContext.js';
import type { Verdict } from '../model/Verdict.js';

/** More hops than any mesh has; a walk that is still going is not understood. */
const MAX_STATES = 64;

/** Walks one path from the sender to its end. Every state has a handler; opaque steps on the way make the end indeterminate. */
export function walkRequest(context: WalkContext): Verdict {
  let state: WalkState = start(context);
  for (let count = 0; count < MAX_STATES; count++) {
    if (state.kind === 'end') return withOpaque(context, state.verdict);
    state = nextState(context, state);
  }
  return withOpaque(context, indeterminate(`the request is still going after ${MAX_STATES} hops`));
}

/** Code that was not run decides: the verdict is what it would be if that code let the request through. */
function withOpaque({ path }: WalkContext, verdict: Verdict): Verdict {
  const [first, ...rest] = path.opaque;
  if (first === undefined || verdict.code === 'INDETERMINATE') return verdict;
  const names = rest.length === 0 ? first : `${first} and ${rest.length} more`;
  return indeterminate(names, verdict);
}
