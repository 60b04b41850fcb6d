import type { Rule } from '../../../netfilter/model/Rule.js';

/** Whether a rule has a part of which the dump shows the name only, or a text that cannot be read (`iptables -L` with names for numbers). */
export function isShownInPart({ matches, statements = [], target }: Rule): boolean {
  const targets = [...statements, ...(target ? [target] : [])];
  return [...matches, ...targets].some((part) => part.kind === 'unsupported' && part.why !== undefined);
}
