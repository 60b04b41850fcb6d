import type { Chain } from '../../model/Chain.js';
import type { RuleSet } from '../../model/RuleSet.js';
import type { AddressFamily, Table } from '../../model/Table.js';
import { lowerRule } from './lowerRule.js';
import type { NftChain, NftRuleset, NftTable } from './NftRuleset.js';

const FAMILIES: readonly AddressFamily[] = ['ip', 'ip6', 'inet'];

/** One rule set for each address family that has tables; warnings go to the first, or to an empty one. */
export function buildRuleSets(ruleset: NftRuleset, source: string): readonly RuleSet[] {
  const families = FAMILIES.filter((family) => ruleset.tables.some((table) => table.family === family));
  const shown = families.length === 0 ? (['inet'] as const) : families;
  return shown.map((family, at) => ({
    backend: 'nft',
    format: 'nftables',
    family,
    tables: ruleset.tables.filter((table) => table.family === family).map(buildTable),
    source,
    warnings: at === 0 ? ruleset.warnings : [],
  }));
}

function buildTable(table: NftTable): Table {
  return { name: table.name, family: table.family, chains: table.chains.map((chain) => buildChain(table, chain)) };
}

function buildChain(table: NftTable, chain: NftChain): Chain {
  return {
    name: chain.name,
    ...(chain.base === undefined ? {} : { base: chain.base }),
    ...(chain.policy === undefined ? {} : { policy: chain.policy }),
    rules: chain.rules.map((rule, at) =>
      lowerRule(rule, { table: table.name, chain: chain.name, index: at + 1 }, table.sets),
    ),
  };
}
