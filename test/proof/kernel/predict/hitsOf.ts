import type { Rule } from '../../../../src/netfilter/model/Rule.js';
import type { PacketWalk } from '../../../../src/netfilter/walk/PacketWalk.js';
import type { MetRule, Outcome } from './Prediction.js';

/** The bed's coordinate of each rule. */
export type RuleNames = ReadonlyMap<Rule, string>;

/** How often each rule was met, over all packets of an exchange and the errors that answer them. */
export function hitsOf(names: RuleNames, first: readonly PacketWalk[]): Pick<Outcome, 'hits' | 'open' | 'met'> {
  const walks = first.flatMap(withRefusals);
  const hits: Record<string, number> = {};
  const met: MetRule[] = [];
  for (const { rule, hook, nearMisses } of walks.flatMap(({ steps }) => steps)) {
    for (const miss of nearMisses) met.push({ rule: miss.rule, hook, failed: miss.failed.name });
    if (rule === undefined) continue;
    met.push({ rule, hook });
    const name = names.get(rule);
    // A native rule without a counter does not count.
    if (name !== undefined) hits[name] = (hits[name] ?? 0) + 1;
  }
  const open = walks.flatMap(({ uncounted = [] }) => uncounted.map((rule) => names.get(rule) ?? rule.text));
  return { hits, open, met };
}

function withRefusals(walk: PacketWalk): readonly PacketWalk[] {
  return walk.refusal === undefined ? [walk] : [walk, ...withRefusals(walk.refusal)];
}
