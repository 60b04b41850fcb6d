import { capturedProxies } from '../../istio/capture/compare/capturedProxy.js';
import { foreignSentence } from '../../istio/capture/purpose/foreignSentence.js';
import { foreignRules, purposeContext, type ForeignRule } from '../../istio/foreignRules.js';
import { interceptionOf } from '../../istio/interceptionOf.js';
import { istioInitArguments } from '../../istio/istioInitArguments.js';
import { rulePurpose, type PurposeContext } from '../../istio/rulePurpose.js';
import { ruleText } from '../../istio/capture/compare/RuleDifference.js';
import type { Rule } from '../../netfilter/model/Rule.js';
import type { RuleSet } from '../../netfilter/model/RuleSet.js';
import { printRule } from '../../netfilter/print/printIptablesSave.js';
import { captureNotes } from './captureNotes.js';
import { compareWithPod } from './compareWithPod.js';
import { inForce } from './inForce.js';
import type { ChainView, IptablesView, RuleView } from './IptablesView.js';
import { lostParts, unknownParts } from './lostParts.js';
import type { RulesEvidence } from './RulesEvidence.js';
import { walkingOrder, type PlacedChain } from './walkingOrder.js';

/** The rules of one network namespace, chain by chain in walking order, each with what it is for. Errors as `RulesEvidence`. */
export function explainRules(evidence: RulesEvidence): IptablesView {
  const ruleSets = evidence.ruleSets();
  const interceptions = interceptionOf(ruleSets);
  const pod = evidence.pod();
  const args = pod && istioInitArguments(pod);
  const foreign = foreignRules(ruleSets);
  const explain = explainer(purposeContext(interceptions), foreign);
  const differences = args ? compareWithPod(args, ruleSets, interceptions) : [];
  return {
    name: evidence.name,
    interceptions,
    ...(args && { arguments: args }),
    differences,
    inForce: inForce(ruleSets),
    lost: lostParts(ruleSets),
    notes: captureNotes({
      args,
      interceptions,
      foreign,
      differences,
      capturedProxies: pod ? capturedProxies(ruleSets, pod) : [],
    }),
    chains: ruleSets.flatMap((ruleSet) => walkingOrder(ruleSet).map((placed) => viewChain(ruleSet, placed, explain))),
  };
}

function explainer(
  context: PurposeContext | undefined,
  foreign: readonly ForeignRule[],
): (rule: Rule) => Pick<RuleView, 'purpose' | 'foreign'> {
  const places = new Map(foreign.map((one) => [one.rule, one]));
  return (rule) => {
    const found = places.get(rule);
    if (found !== undefined) return { purpose: foreignSentence(found), foreign: found.place };
    return { purpose: rulePurpose(rule, context) ?? 'the dump shows it in part: what it is for is not known' };
  };
}

function viewChain(
  { backend, format, source }: RuleSet,
  { side, table, chain }: PlacedChain,
  explain: (rule: Rule) => Pick<RuleView, 'purpose' | 'foreign'>,
): ChainView {
  return {
    side,
    family: table.family,
    backend,
    format,
    source,
    table: table.name,
    chain: chain.name,
    ...(chain.base && { hook: chain.base.hook }),
    ...(chain.policy && { policy: chain.policy }),
    ...(chain.counters && { counters: chain.counters }),
    rules: chain.rules.map((rule) => viewRule(rule, format, explain)),
  };
}

function viewRule(
  rule: Rule,
  format: RuleSet['format'],
  explain: (rule: Rule) => Pick<RuleView, 'purpose' | 'foreign'>,
): RuleView {
  const unknown = unknownParts(rule);
  return {
    number: rule.index,
    rule: wordsOf(rule, format),
    line: rule.line,
    ...(rule.counters && { counters: rule.counters }),
    ...explain(rule),
    ...(unknown.length > 0 && { unknown }),
  };
}

/** The rule without `-A CHAIN`; a row of `iptables -L` in the words of iptables-save. */
function wordsOf(rule: Rule, format: RuleSet['format']): string {
  const isRow = format === 'iptables' && !/^(?:\[\d+:\d+\] )?-A /.test(rule.text);
  return ruleText(isRow ? { text: printRule(rule) } : rule);
}
