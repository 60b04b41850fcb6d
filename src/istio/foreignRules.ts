import type { Rule } from '../netfilter/model/Rule.js';
import type { RuleSet } from '../netfilter/model/RuleSet.js';
import type { Interception } from './capture/interception/Interception.js';
import { isIstioChain, istioChainName } from './capture/plain/istioNames.js';
import { isShownInPart } from './capture/plain/isShownInPart.js';
import { plainRule } from './capture/plain/plainRule.js';
import { interceptionOf } from './interceptionOf.js';
import { rulePurpose, type PurposeContext } from './rulePurpose.js';

/** A rule that no release of Istio writes. */
export interface ForeignRule {
  readonly ruleSet: RuleSet;
  readonly rule: Rule;
  /**
   * `ahead`: in a built-in chain before the rule that leads to Istio's chain, so that it may take packets from the mesh; `inside`: in a
   * chain of Istio's; `behind`: after it; `elsewhere`: in a chain from which nothing leads to Istio's.
   */
  readonly place: 'ahead' | 'inside' | 'behind' | 'elsewhere';
}

/**
 * Rules that are not Istio's, and where they stand to Istio's. Where Istio has no rules at all, every rule is foreign, but for those
 * that a dump shows in part.
 */
export function foreignRules(ruleSets: readonly RuleSet[]): readonly ForeignRule[] {
  const context = purposeContext(interceptionOf(ruleSets));
  return ruleSets.flatMap((ruleSet) =>
    ruleSet.tables.flatMap(({ chains }) =>
      chains.flatMap(({ name, base, rules }) => {
        const isBuiltin = base !== undefined;
        const jump = rules.findIndex(leadsToIstio);
        return rules.flatMap((rule, i): readonly ForeignRule[] => {
          if (rulePurpose(rule, context) !== undefined) return [];
          const inside = isIstioChain(istioChainName(name));
          // Of what the dump shows in part it can't be told whose it is, unless by its chain.
          if (isShownInPart(rule) && (inside || isBuiltin)) return [];
          const place = inside ? 'inside' : jump < 0 ? 'elsewhere' : i < jump ? 'ahead' : 'behind';
          return [{ ruleSet, rule, place }];
        });
      }),
    ),
  );
}

/** The ids of the proxy in all rule sets together; `undefined` where Istio captures nothing. */
export function purposeContext(interceptions: readonly Interception[]): PurposeContext | undefined {
  if (interceptions.length === 0) return undefined;
  return {
    uids: interceptions.flatMap(({ proxy }) => proxy.uids),
    gids: interceptions.flatMap(({ proxy }) => proxy.gids),
  };
}

function leadsToIstio(rule: Rule): boolean {
  const { effect } = plainRule(rule);
  return effect.kind === 'jump' && isIstioChain(effect.chain);
}
