import type { Chain } from '../../netfilter/model/Chain.js';
import type { Hook } from '../../netfilter/model/Hook.js';
import type { RuleSet } from '../../netfilter/model/RuleSet.js';
import type { Table } from '../../netfilter/model/Table.js';
import type { ChainView } from './IptablesView.js';

/** A chain at its place in the walk. */
export interface PlacedChain {
  readonly side: ChainView['side'];
  readonly table: Table;
  readonly chain: Chain;
}

const SIDES: readonly (readonly [ChainView['side'], readonly Hook[]])[] = [
  ['output', ['OUTPUT', 'POSTROUTING']],
  ['input', ['PREROUTING', 'INPUT']],
  ['forward', ['FORWARD']],
];

/**
 * The chains of a rule set as packets meet them: what the pod sends, then what reaches it; at each hook by priority (raw, mangle, nat,
 * filter), after each built-in chain those that it leads to, each once; last those to which nothing leads.
 */
export function walkingOrder({ tables }: RuleSet): readonly PlacedChain[] {
  const byName = new Map(tables.map((table) => [table, new Map(table.chains.map((chain) => [chain.name, chain]))]));
  const placed = new Map<Chain, PlacedChain>();
  const place = (side: ChainView['side'], table: Table, first: Chain): void => {
    const waiting = [first];
    for (let chain = waiting.pop(); chain !== undefined; chain = waiting.pop()) {
      if (placed.has(chain)) continue;
      placed.set(chain, { side, table, chain });
      const next = chain.rules.flatMap(({ target }) =>
        target?.kind === 'jump' || target?.kind === 'goto' ? (byName.get(table)?.get(target.chain) ?? []) : [],
      );
      for (const one of next.toReversed()) waiting.push(one);
    }
  };
  for (const [side, hooks] of SIDES) {
    for (const hook of hooks) for (const { table, chain } of baseChains(tables, hook)) place(side, table, chain);
  }
  for (const table of tables) for (const chain of table.chains) place('none', table, chain);
  return [...placed.values()];
}

function baseChains(tables: readonly Table[], hook: Hook): readonly { readonly table: Table; readonly chain: Chain }[] {
  return tables
    .flatMap((table) => table.chains.flatMap((chain) => (chain.base?.hook === hook ? [{ table, chain }] : [])))
    .sort((a, b) => (a.chain.base?.priority ?? 0) - (b.chain.base?.priority ?? 0));
}
