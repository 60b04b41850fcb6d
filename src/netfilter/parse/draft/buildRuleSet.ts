import { HOOKS } from '../../model/Hook.js';
import type { Chain } from '../../model/Chain.js';
import type { Rule } from '../../model/Rule.js';
import type { RuleSet } from '../../model/RuleSet.js';
import type { Table } from '../../model/Table.js';
import { builtinChain } from '../../model/builtinChain.js';
import { expandAddresses } from '../rule/expandAddresses.js';
import { parseRuleWords } from '../rule/parseRuleWords.js';
import type { ParseOptions } from '../ParseOptions.js';
import { familyOfName, familyOfRules } from './guessFamily.js';
import type { RuleSetDraft } from './RuleSetDraft.js';
import { excerptOf } from './excerptOf.js';
import { tableNameOf } from './tableNameOf.js';
import type { ChainDraft, TableDraft } from './TableDraft.js';

/** The rule set that a draft holds, once its family, back end and tables' names are settled. */
export function buildRuleSet(draft: RuleSetDraft, source: string, options: ParseOptions): RuleSet {
  const backend = options.backend ?? draft.backend;
  const known = options.family ?? draft.family ?? familyOfRules(draft) ?? familyOfName(source);
  const family = known ?? 'ip';
  const warnings = [...draft.warnings];
  if (known === undefined && !draft.empty)
    warnings.push(`${source} does not say whether it is IPv4 or IPv6: taken for IPv4`);
  const tables = draft.tables.map((table) => buildTable(table, family, backend, draft, source, options));
  for (const { incomplete } of tables) if (incomplete) warnings.push(incomplete.why);
  return { backend, format: 'iptables', family, tables, source, warnings };
}

function buildTable(
  table: TableDraft,
  family: 'ip' | 'ip6',
  backend: RuleSet['backend'],
  draft: RuleSetDraft,
  source: string,
  options: ParseOptions,
): Table {
  const name = table.name ?? options.table ?? tableNameOf(table);
  const incomplete = table.incomplete ?? draft.remarks.get(name) ?? excerptOf(table, name, source);
  const chains = [...table.chains.values()].map((chain) => buildChain(chain, table, name, family, backend));
  return { name, family, chains, ...(incomplete && { incomplete }) };
}

function buildChain(
  chain: ChainDraft,
  table: TableDraft,
  tableName: string,
  family: 'ip' | 'ip6',
  backend: RuleSet['backend'],
): Chain {
  const base = builtinChain(tableName, chain.name, backend);
  const policy = chain.policy === 'ACCEPT' || chain.policy === 'DROP' ? chain.policy : undefined;
  return {
    name: chain.name,
    ...(base && { base }),
    ...(policy && HOOKS.some((hook) => hook === chain.name) && { policy }),
    rules: buildRules(chain, table, tableName, family),
    ...(chain.counters && { counters: chain.counters }),
  };
}

function buildRules(chain: ChainDraft, table: TableDraft, tableName: string, family: 'ip' | 'ip6'): readonly Rule[] {
  const context = {
    family: family === 'ip6' ? 6 : 4,
    isChain: (name: string) => table.chains.get(name)?.declared ?? false,
  } as const;
  const rules: Rule[] = [];
  for (const draft of chain.rules) {
    for (const words of expandAddresses(draft.words)) {
      const { matches: read, target, counters = draft.counters } = parseRuleWords(words, context);
      const matches = [...(draft.lost ?? []), ...read];
      const comments = matches.flatMap((match) => (match.kind === 'comment' ? [match.comment] : []));
      rules.push({
        table: tableName,
        chain: chain.name,
        index: draft.number ?? rules.length + 1,
        text: draft.text,
        line: draft.line,
        matches,
        target,
        ...(counters && { counters }),
        ...(comments.length > 0 && { comment: comments.join(' ') }),
      });
    }
  }
  return rules;
}
