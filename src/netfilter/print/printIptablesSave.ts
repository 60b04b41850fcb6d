import { matchModules } from '../match/matchModules.js';
import type { Match, MatchKind } from '../match/Match.js';
import type { Chain } from '../model/Chain.js';
import { HOOKS } from '../model/Hook.js';
import type { Counters } from '../model/Counters.js';
import type { Rule } from '../model/Rule.js';
import type { RuleSet } from '../model/RuleSet.js';
import type { Table } from '../model/Table.js';
import { printTarget } from '../target/printTarget.js';
import { protectWord } from '../words/quoteWord.js';

/** How much `printIptablesSave` prints. */
export interface PrintOptions {
  /** `[packets:bytes]` before each rule that has counters, as `iptables-save -c` does. */
  readonly counters?: boolean;
}

/**
 * A rule set as iptables-save prints it: tables in their order, built-in chains in hook order before user-defined ones in
 * alphabetical order, rules chain by chain. An incomplete table says so in a remark. Of native nftables rules the words are nft's.
 */
export function printIptablesSave(ruleSet: RuleSet, options: PrintOptions = {}): string {
  return ruleSet.tables.map((table) => printTable(table, options)).join('');
}

/** One rule as iptables-save prints it, without counters. */
export function printRule(rule: Pick<Rule, 'chain' | 'matches' | 'target'>): string {
  const words = [
    ...rule.matches.flatMap((match) => printMatch(match)),
    ...(rule.target ? printTarget(rule.target) : []),
  ];
  return ['-A', protectWord(rule.chain), ...words].join(' ');
}

/** The words of one match, `-m name` included. */
function printMatch<K extends MatchKind>(match: Match<K>): readonly string[] {
  return matchModules[match.kind].print(match);
}

function printTable(table: Table, options: PrintOptions): string {
  const chains = [
    ...HOOKS.flatMap((hook) => table.chains.filter((chain) => chain.name === hook)),
    ...table.chains
      .filter((chain) => !HOOKS.some((hook) => hook === chain.name))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  ];
  const lines = [
    ...(table.incomplete ? [`# ${table.incomplete.why}`] : []),
    `*${table.name}`,
    ...chains.map(printChain),
    ...chains.flatMap((chain) => chain.rules.map((rule) => printCounted(rule, options))),
    'COMMIT',
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function printChain(chain: Chain): string {
  const policy = chain.policy ?? (chain.base ? 'ACCEPT' : '-');
  return `:${chain.name} ${policy} ${printCounters(chain.counters ?? { packets: 0, bytes: 0 })}`;
}

function printCounted(rule: Rule, options: PrintOptions): string {
  return options.counters && rule.counters ? `${printCounters(rule.counters)} ${printRule(rule)}` : printRule(rule);
}

function printCounters({ packets, bytes }: Counters): string {
  return `[${packets}:${bytes}]`;
}
