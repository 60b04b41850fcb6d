import type { Hop } from '../model/Trace.js';
import type { SuggestRule } from './Ending.js';
import { ruleOf, targetOf } from './words.js';

/** DELIVERED_BYPASS: the rule that let the packet pass the proxy, or that no rule captured it. */
export const aroundProxy: SuggestRule = ({ likely, hops }) => {
  if (likely.code !== 'DELIVERED_BYPASS') return [];
  const label = /around the proxy of (\S+?)\.$/.exec(likely.sentence)?.[1];
  const hop = hops.find(({ where, stage }) => where === label && (stage === 'output' || stage === 'prerouting'));
  if (label === undefined || hop === undefined) return [];
  return [whatLetItPass(hop, label), `hopctl iptables ${targetOf(label)} explains its rules, chain by chain.`];
};

function whatLetItPass({ steps }: Hop, label: string): string {
  const returned = steps.findLast(
    (step) => /^(?:RETURN|ACCEPT)$/.test(ruleOf(step)?.verdict ?? '') && ruleOf(step)?.rule !== '',
  );
  const rule = returned === undefined ? undefined : ruleOf(returned);
  if (rule === undefined) return `No rule of ${label} captures this packet: see its excluded ports and ranges.`;
  return `${rule.coordinate} lets it pass: \`${rule.rule}\`. Change it if the proxy is to see this traffic.`;
}
