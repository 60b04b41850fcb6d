import type { Rule } from '../../../netfilter/model/Rule.js';
import type { Criteria } from './Criteria.js';
import { criteriaOf } from './criteriaOf.js';
import type { Effect } from './Effect.js';
import { effectOf } from './effectOf.js';
import { istioChainName, plainTableName } from './istioNames.js';

/** A rule in the terms in which Istio's rules of every release and back end are alike. */
export interface PlainRule {
  /** `nat`, `mangle`, `raw`, `filter`, also for Istio's native tables. */
  readonly table: string;
  readonly chain: string;
  readonly criteria: Criteria;
  readonly effect: Effect;
}

/** A rule as it stands in a dump, and in plain terms. */
export function plainRule(rule: Pick<Rule, 'table' | 'chain' | 'matches' | 'target' | 'statements'>): PlainRule {
  return {
    table: plainTableName(rule.table),
    chain: istioChainName(rule.chain),
    criteria: criteriaOf(rule),
    effect: effectOf(rule),
  };
}
