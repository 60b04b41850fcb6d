import type { RuleSet } from '../../netfilter/model/RuleSet.js';
import type { Table } from '../../netfilter/model/Table.js';
import type { Sourced } from '../FactSource.js';

/**
 * Rule sets without the tables that were captured twice. `nft list ruleset` shows the tables of iptables-nft, too, and loses part of their
 * rules: where iptables-save has a table (not that of the legacy back end), its form counts. A table that iptables-nft could not show
 * ("use 'nft' tool") counts as nft lists it.
 */
export function withoutRepeats(ruleSets: readonly Sourced<RuleSet>[]): readonly Sourced<RuleSet>[] {
  const saved = keysOf(ruleSets, ({ format, backend }) => format === 'iptables' && backend !== 'legacy');
  const listed = keysOf(ruleSets, ({ format }) => format === 'nftables');
  return ruleSets.map((sourced) => {
    const { value } = sourced;
    const tables = value.tables.filter((table) =>
      value.format === 'nftables' ? !saved.has(keyOf(table)) : isShown(table) || !listed.has(keyOf(table)),
    );
    return tables.length === value.tables.length ? sourced : { ...sourced, value: { ...value, tables } };
  });
}

function keysOf(ruleSets: readonly Sourced<RuleSet>[], wanted: (ruleSet: RuleSet) => boolean): ReadonlySet<string> {
  const tables = ruleSets.flatMap(({ value }) => (wanted(value) ? value.tables : []));
  return new Set(tables.filter(isShown).map(keyOf));
}

function keyOf({ family, name }: Table): string {
  return `${family} ${name}`;
}

function isShown(table: Table): boolean {
  return table.incomplete?.kind !== 'incompatible';
}
