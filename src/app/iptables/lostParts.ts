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

/** nft's listing of rules that iptables-nft made loses owners, ports and nat targets (nft 1.0.6 measured). */
function lostInListing({ source, format, tables }: RuleSet): readonly string[] {
  const rules = tables.flatMap(({ chains }) => chains.flatMap((chain) => chain.rules));
  const parts = rules.map(unknownParts).filter((names) => names.length > 0);
  if (format !== 'nftables' || parts.length === 0) return [];
  const names = [...new Set(parts.flat())].join(', ');
  return [
    `${source}: nft shows ${parts.length} of ${rules.length} rules without all their parts (${names}): what iptables-nft made, iptables-save shows whole`,
  ];
}
