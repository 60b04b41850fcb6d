import type { CaptureArguments } from '../../istio/capture/arguments/CaptureArguments.js';
import { closestRelease } from '../../istio/capture/compare/closestRelease.js';
import { describeDifference, type RuleDifference } from '../../istio/capture/compare/RuleDifference.js';
import { variantOf } from '../../istio/capture/compare/variantOf.js';
import type { Interception } from '../../istio/capture/interception/Interception.js';
import { plainRulesOf } from '../../istio/capture/plain/plainRulesOf.js';
import type { RuleSet } from '../../netfilter/model/RuleSet.js';
import type { DifferenceView } from './IptablesView.js';

/**
 * How the rules that hold Istio's chains differ from what the pod asks for, in the form of the release that comes nearest. Rules of an
 * ambient pod, of a family that the pod does not use and of a dump that loses parts of rules are not compared.
 */
export function compareWithPod(
  args: CaptureArguments,
  ruleSets: readonly RuleSet[],
  interceptions: readonly Interception[],
): readonly DifferenceView[] {
  return interceptions.flatMap((interception) => {
    if (interception.mode === 'ambient' || interception.incomplete) return [];
    const ruleSet = ruleSets.find(
      ({ source, backend, format, tables }) =>
        source === interception.source &&
        backend === interception.backend &&
        format === interception.format &&
        tables.some(({ family }) => interception.families.includes(family === 'ip6' ? 6 : 4)),
    );
    if (ruleSet === undefined) return [];
    return familiesIn(interception, ruleSet).flatMap((family) => {
      const { differences } = closestRelease(
        args,
        plainRulesOf(ruleSet, family),
        variantOf(interception, args, family),
      );
      return differences.map((difference) => viewDifference(difference, ruleSet.source, family));
    });
  });
}

/** Native tables hold both families; IPv6 counts when a rule speaks of it. */
function familiesIn({ families }: Interception, ruleSet: RuleSet): readonly (4 | 6)[] {
  if (families.length === 1) return families;
  return families.filter((family) => plainRulesOf(ruleSet).some(({ plain }) => plain.criteria.family === family));
}

function viewDifference(difference: RuleDifference, source: string, family: 4 | 6): DifferenceView {
  return {
    source,
    family,
    kind: difference.kind,
    table: difference.table,
    chain: difference.chain,
    ...(difference.kind === 'missing' ? {} : { number: difference.found.index }),
    text: describeDifference(difference),
  };
}
