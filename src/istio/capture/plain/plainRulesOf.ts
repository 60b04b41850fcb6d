import type { Rule } from '../../../netfilter/model/Rule.js';
import type { RuleSet } from '../../../netfilter/model/RuleSet.js';
import { plainRule, type PlainRule } from './plainRule.js';
import { printPlainRule } from './printPlainRule.js';

/** A rule as it stands in a dump, and in plain terms. */
export interface PlainEntry {
  readonly rule: Rule;
  readonly plain: PlainRule;
  /** `printPlainRule`. */
  readonly words: string;
}

/** All rules of a rule set in their order; those that one family cannot meet are left out when a family is given. */
export function plainRulesOf(ruleSet: RuleSet, family?: 4 | 6): readonly PlainEntry[] {
  const tables = ruleSet.tables.filter((table) => family === undefined || sees(table.family, family));
  return tables
    .flatMap(({ chains }) => chains.flatMap(({ rules }) => rules))
    .map((rule) => {
      const plain = plainRule(rule);
      return { rule, plain, words: printPlainRule(plain) };
    })
    .filter(({ plain }) => family === undefined || (plain.criteria.family ?? family) === family);
}

/** The families that a rule set is for. */
export function familiesOf({ family }: Pick<RuleSet, 'family'>): readonly (4 | 6)[] {
  return family === 'inet' ? [4, 6] : family === 'ip' ? [4] : [6];
}

function sees(family: RuleSet['family'], wanted: 4 | 6): boolean {
  return familiesOf({ family }).includes(wanted);
}
