import type { Rule } from '../../../../src/netfilter/model/Rule.js';
import type { RuleSet } from '../../../../src/netfilter/model/RuleSet.js';
import { parseIptablesSave } from '../../../../src/netfilter/parse/parseIptablesSave.js';
import { parseNftText } from '../../../../src/netfilter/parse/parseNftText.js';
import type { LoadedRules } from '../contract.js';
import type { RuleNames } from './hitsOf.js';

/** Rule sets as the evaluator reads them, and what the bed calls their rules. */
export interface ReadRules {
  readonly ruleSets: readonly RuleSet[];
  readonly names: RuleNames;
  /** Labels of all tables in the order in which the kernel registered their chains. */
  readonly registered: readonly string[];
}

/** Reads what the loaders were given. iptables-restore reads more spellings than iptables-save writes, and so does the parser. */
export function readRules(rules: readonly LoadedRules[]): ReadRules {
  const sets = rules.map((loaded) => ({ loaded, ruleSets: parse(loaded) }));
  const names = new Map<Rule, string>();
  for (const { loaded, ruleSets } of sets) {
    for (const { tables } of ruleSets) {
      for (const table of tables) {
        const place = loaded.loader === 'native' ? `native ${table.family}` : `${loaded.loader}${loaded.family}`;
        for (const rule of table.chains.flatMap((chain) => chain.rules)) {
          if (loaded.loader === 'native' && !/\bcounter\b/.test(rule.text)) continue;
          names.set(rule, `${place} ${rule.table}:${rule.chain}:${rule.index}`);
        }
      }
    }
  }
  // Tables of iptables-legacy stay registered once they are there; what comes later comes by nft.
  const inOrder = [...rules].sort((a, b) => Number(b.loader === 'legacy') - Number(a.loader === 'legacy'));
  return { ruleSets: sets.flatMap(({ ruleSets }) => ruleSets), names, registered: inOrder.flatMap(labels) };
}

function parse({ loader, family, text }: LoadedRules): readonly RuleSet[] {
  if (loader === 'native') return parseNftText(text, 'rules');
  return parseIptablesSave(text, 'rules', { family: family === 4 ? 'ip' : 'ip6', backend: loader });
}

function labels({ loader, text }: LoadedRules): readonly string[] {
  const tables = loader === 'native' ? /^table (\S+ \S+)/gm : /^\*(\S+)/gm;
  return [...text.matchAll(tables)].map(([, name = '']) => (loader === 'native' ? `nft ${name}` : `${loader} ${name}`));
}
