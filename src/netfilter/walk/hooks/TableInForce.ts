import type { RuleSet } from '../../model/RuleSet.js';
import type { Table } from '../../model/Table.js';

/** A table and the back end that holds it. */
export interface TableInForce {
  readonly backend: RuleSet['backend'];
  readonly table: Table;
  /** For questions about order: `legacy nat`, `nft inet istio-proxy-nat`. */
  readonly label: string;
}

/**
 * Every table once. What `nft list ruleset` shows of a table that iptables-nft-save shows too is the same table told worse
 * (owner, ports and nat targets are lost), so of the two the latter is taken, with the base chains that only nft shows;
 * where iptables-nft-save could not show it, nft's.
 */
export function tablesInForce(ruleSets: readonly RuleSet[]): readonly TableInForce[] {
  const entries = ruleSets.flatMap((ruleSet) => ruleSet.tables.map((table) => ({ ruleSet, table })));
  const saved = entries.filter(({ ruleSet }) => ruleSet.format === 'iptables');
  const listed = entries.filter(({ ruleSet }) => ruleSet.format === 'nftables');
  const twinOf = (table: Table): Table | undefined =>
    listed.find((other) => other.table.name === table.name && other.table.family === table.family)?.table;

  const merged = saved.map(({ ruleSet, table }) => {
    const twin = ruleSet.backend === 'legacy' ? undefined : twinOf(table);
    return inForce(ruleSet, twin === undefined ? table : merge(table, twin));
  });
  const hidden = new Set(saved.filter(({ ruleSet }) => ruleSet.backend !== 'legacy').map(({ table }) => twinOf(table)));
  return [
    ...merged,
    ...listed.filter(({ table }) => !hidden.has(table)).map(({ ruleSet, table }) => inForce(ruleSet, table)),
  ];
}

function merge(saved: Table, listed: Table): Table {
  if (saved.incomplete === undefined) return saved;
  if (saved.incomplete.kind !== 'foreign-base-chains') return listed;
  const known = new Set(saved.chains.map(({ name }) => name));
  const { incomplete: _, ...rest } = saved;
  return { ...rest, chains: [...saved.chains, ...listed.chains.filter(({ name }) => !known.has(name))] };
}

function inForce(ruleSet: RuleSet, table: Table): TableInForce {
  const family = ruleSet.format === 'nftables' ? `${table.family} ` : '';
  return { backend: ruleSet.backend, table, label: `${ruleSet.backend} ${family}${table.name}` };
}
