import type { SuggestRule } from './Ending.js';
import { ruleOf, targetOf } from './words.js';

/** LOOP: the rule that captures the proxy's own packet, for want of an exclusion of its user. */
export const loop: SuggestRule = ({ likely, hops }) => {
  const hop = hops.findLast(({ stage }) => stage === 'output');
  if (likely.code !== 'LOOP' || hop === undefined) return [];
  const captured = hop.steps.findLast(({ effects }) => effects.some(({ what }) => what === 'destination'));
  const rule = captured === undefined ? undefined : ruleOf(captured);
  return [
    `${rule?.coordinate ?? 'A rule'} captures what the proxy of ${hop.where} itself sends: a RETURN for its uid and gid has to come before it.`,
    `hopctl iptables ${targetOf(hop.where)} compares the rules with the uid and gid of the proxy's container.`,
  ];
};
