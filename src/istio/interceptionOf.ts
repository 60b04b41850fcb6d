import type { RuleSet } from '../netfilter/model/RuleSet.js';
import { closestRelease } from './capture/compare/closestRelease.js';
import { impliedArguments } from './capture/compare/impliedArguments.js';
import type { ReleaseRange } from './capture/compare/ReleaseRange.js';
import { variantOf } from './capture/compare/variantOf.js';
import { ambientInterception } from './capture/interception/ambientInterception.js';
import type { Interception } from './capture/interception/Interception.js';
import { RuleIndex } from './capture/interception/RuleIndex.js';
import { sidecarInterception } from './capture/interception/sidecarInterception.js';
import { isIstioChain, isNativeIstioTable } from './capture/plain/istioNames.js';
import { isShownInPart } from './capture/plain/isShownInPart.js';
import { familiesOf, plainRulesOf, type PlainEntry } from './capture/plain/plainRulesOf.js';
import { rulePurpose } from './rulePurpose.js';

/**
 * What the rules of each rule set say about traffic capture: one entry for each dump, back end and family that has any of Istio's
 * chains. Rules that a dump shows only in part say less; nothing is filled in.
 */
export function interceptionOf(ruleSets: readonly RuleSet[]): readonly Interception[] {
  return ruleSets.flatMap((ruleSet) => {
    const entries = plainRulesOf(ruleSet);
    if (!entries.some(({ plain }) => isPodChain(plain.chain))) return [];
    const rules = new RuleIndex(entries);
    const { source, backend, format } = ruleSet;
    const native = ruleSet.tables.some(isNativeIstioTable);
    const incomplete = entries.some(({ rule, plain }) => isIstioChain(plain.chain) && isShownInPart(rule));
    const origin = { source, backend, format, native, incomplete, families: familiesOf(ruleSet) };
    const isAmbient = rules.has('nat PREROUTING', /ISTIO_PRERT$/) || rules.has('mangle PREROUTING', /ISTIO_PRERT$/);
    if (isAmbient) return [{ ...origin, ...ambientInterception(rules) }];
    const facts = sidecarInterception(rules);
    return [{ ...origin, ...facts, releases: releasesOf(ruleSet, entries, { ...origin, ...facts }) }];
  });
}

/** ISTIO_POSTRT is on nodes, for kubelet's probes. */
function isPodChain(chain: string): boolean {
  return isIstioChain(chain) && chain !== 'ISTIO_POSTRT';
}

/** The releases that write exactly these rules, but for foreign ones among them. */
function releasesOf(
  ruleSet: RuleSet,
  entries: readonly PlainEntry[],
  interception: Omit<Interception, 'releases'>,
): ReleaseRange | undefined {
  if (interception.incomplete) return undefined;
  const [family = 4] = familiesOf(ruleSet);
  const own = entries.filter(
    ({ rule, plain }) =>
      rulePurpose(rule, interception.proxy) !== undefined && (plain.criteria.family ?? family) === family,
  );
  const args = impliedArguments(interception, new RuleIndex(own));
  const closest = closestRelease(args, own, variantOf(interception, args, family));
  return closest.differences.length === 0 ? closest.releases : undefined;
}
