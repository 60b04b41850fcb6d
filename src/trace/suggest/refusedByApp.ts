import type { SuggestRule } from './Ending.js';

/** Nothing listens where the last hop connects to. */
export const refusedByApp: SuggestRule = ({ likely, hops }) => {
  const last = hops.at(-1);
  const refused = likely.code === 'NO_UPSTREAM' && /refused|nothing listens/i.test(likely.sentence);
  if (!refused || last === undefined || last.stage === 'node') return [];
  return [
    `Let the application of ${last.where} listen there, on 0.0.0.0 or [::] and not on 127.0.0.1 only.`,
    "Or let the Service's targetPort name the port on which it does.",
  ];
};
