import type { SuggestRule } from './Ending.js';

/** A redirect: where the caller is sent. */
export const redirected: SuggestRule = ({ likely, steps, request }) => {
  const location = steps.findLast(({ kind }) => kind === 'reply')?.effects.find(({ what }) => what === 'location')?.to;
  if (likely.code !== 'ANSWERED_BY_PROXY' || location === undefined) return [];
  const from = request.from.kind === 'pod' ? `${request.from.name}.${request.from.namespace}` : 'the same FROM';
  return [`Trace what the caller is sent to: hopctl trace-request ${from} ${location}`];
};
