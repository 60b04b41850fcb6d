import { groupBy } from '../kube/objects/groupBy.js';
import type { RuleSet } from '../netfilter/model/RuleSet.js';
import { differInChain } from './capture/compare/differInChain.js';
import type { RuleDifference } from './capture/compare/RuleDifference.js';
import { isIstioChain } from './capture/plain/istioNames.js';
import { plainRulesOf, type PlainEntry } from './capture/plain/plainRulesOf.js';
import { rulePurpose } from './rulePurpose.js';

/**
 * How the rules of one family differ from those that were expected (`expectedRules`), chain by chain: Istio's chains, and the
 * built-in ones into which Istio writes. Chains of others are not looked at. The dump may be iptables' or native nftables.
 */
export function compareRules(
  expected: RuleSet,
  found: RuleSet | readonly PlainEntry[],
  family: 4 | 6,
): readonly RuleDifference[] {
  const wanted = byChain(plainRulesOf(expected, family));
  const there = byChain('tables' in found ? plainRulesOf(found, family) : found);
  const others = [...there.entries()].filter(([place, entries]) => !wanted.has(place) && isIstios(place, entries));
  const places = [...wanted.keys(), ...others.map(([place]) => place)];
  return places.flatMap((place) => differences(place, wanted.get(place) ?? [], there.get(place) ?? []));
}

function differences(
  place: string,
  expected: readonly PlainEntry[],
  found: readonly PlainEntry[],
): readonly RuleDifference[] {
  const [table = '', chain = ''] = place.split(' ');
  const { missing, additional, changed, moved } = differInChain(expected, found);
  return [
    ...missing.map(({ rule, words }) => ({
      kind: 'missing' as const,
      table,
      chain,
      expected: words,
      purpose: rulePurpose(rule),
    })),
    ...changed.map((pair) => ({
      kind: 'changed' as const,
      table,
      chain,
      expected: pair.expected.words,
      found: pair.found.rule,
    })),
    ...moved.map((pair) => ({
      kind: 'moved' as const,
      table,
      chain,
      expected: pair.expected.words,
      found: pair.found.rule,
    })),
    ...additional.map(({ rule }) => ({ kind: 'additional' as const, table, chain, found: rule })),
  ];
}

function byChain(entries: readonly PlainEntry[]): ReadonlyMap<string, readonly PlainEntry[]> {
  return groupBy(entries, ({ plain }) => [`${plain.table} ${plain.chain}`]);
}

/** A chain of Istio's, or a built-in one that has a rule as Istio writes them. */
function isIstios(place: string, entries: readonly PlainEntry[]): boolean {
  const chain = place.split(' ')[1] ?? '';
  return isIstioChain(chain) || entries.some(({ rule }) => rulePurpose(rule, { uids: [], gids: [] }) !== undefined);
}
