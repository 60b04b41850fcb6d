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
  const uncounted = walks.flatMap(({ uncounted: rules = [] }) => rules);
  const open = [...uncounted, ...[...names.keys()].filter(breaksOffBehindCounter)].map(
    (rule) => names.get(rule) ?? rule.text,
  );
  return { hits, open, met };
}

/** A native rule that reads the mark of a flow, or gives a packet to a socket, behind its counter: it counts also where it breaks off, which no step tells. */
function breaksOffBehindCounter({ text }: Rule): boolean {
  return /\bcounter\b.*(?:\bset ct mark\b|\btproxy\b)/.test(text);
}

function withRefusals(walk: PacketWalk): readonly PacketWalk[] {
  return walk.refusal === undefined ? [walk] : [walk, ...withRefusals(walk.refusal)];
}
