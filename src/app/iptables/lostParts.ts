import { isShownInPart } from '../../istio/capture/plain/isShownInPart.js';
import type { Rule } from '../../netfilter/model/Rule.js';
import type { RuleSet } from '../../netfilter/model/RuleSet.js';

/** The matches and targets of a rule that the dump shows by name only, or that are not modelled. */
export function unknownParts({ matches, statements = [], target }: Rule): readonly string[] {
  const targets = [...statements, ...(target ? [target] : [])];
  return [
    ...matches.flatMap((match) => (match.kind === 'unsupported' ? [`match ${match.module}`] : [])),
    ...targets.flatMap((one) => (one.kind === 'unsupported' ? [`target ${one.module}`] : [])),
  ];
}

/** What the dumps do not show, a sentence each: what readers found odd, and how many rules are listed without all their parts. */
export function lostParts(ruleSets: readonly RuleSet[]): readonly string[] {
  return ruleSets.flatMap((ruleSet) => [...ruleSet.warnings, ...lostInListing(ruleSet)]);
}

/** nft's listing of rules that iptables-nft made loses owners, ports and nat targets (nft 1.0.6 measured); `iptables -L` has names. */
function lostInListing({ source, format, tables }: RuleSet): readonly string[] {
  const rules = tables.flatMap(({ chains }) => chains.flatMap((chain) => chain.rules));
  const inPart = rules.filter(isShownInPart);
  if (inPart.length === 0) return [];
  const names = [...new Set(inPart.flatMap(unknownParts))].join(', ');
  const who = format === 'nftables' ? 'nft shows' : 'it shows';
  return [
    `${source}: ${who} ${inPart.length} of ${rules.length} rules in part only (${names}); iptables-save shows them whole`,
  ];
}
