import type { Rule } from '../../../../src/netfilter/model/Rule.js';
import type { PacketWalk, WalkStep } from '../../../../src/netfilter/walk/PacketWalk.js';

/** The bed's coordinate of each rule. */
export type RuleNames = ReadonlyMap<Rule, string>;

/** How often each rule was met, over all packets of an exchange. */
export function hitsOf(names: RuleNames, walks: readonly PacketWalk[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { rule } of walks.flatMap(allSteps)) {
    if (rule === undefined) continue;
    const name = names.get(rule) ?? rule.text;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** With those of the errors that answer the packet. */
function allSteps(walk: PacketWalk): readonly WalkStep[] {
  return walk.refusal === undefined ? walk.steps : [...walk.steps, ...allSteps(walk.refusal)];
}
