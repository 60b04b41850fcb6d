import type { SuggestRule } from './Ending.js';
import { ruleOf } from './words.js';

/** A netfilter rule drops or rejects the packet: which, and whose it may be. */
export const stoppedByRule: SuggestRule = ({ likely, hops }) => {
  const last = hops.at(-1);
  const step = last?.steps.findLast(({ kind, outcome }) => kind === 'rule' && outcome === 'denied');
  const rule = step === undefined ? undefined : ruleOf(step);
  if (likely.code !== 'DENIED' || last === undefined || rule === undefined) return [];
  const own =
    rule.purpose === undefined ? ' It is not one of Istio: find who adds it (a network policy, a host firewall).' : '';
  return [`Change ${rule.coordinate} of ${last.where}: it stops the packet.${own}`];
};
