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
  const placed: PlacedChain[] = [];
  const seen = new Set<Chain>();
  const place = (side: ChainView['side'], table: Table, chain: Chain): void => {
    if (seen.has(chain)) return;
    seen.add(chain);
    placed.push({ side, table, chain });
    for (const { target } of chain.rules) {
      if (target?.kind !== 'jump' && target?.kind !== 'goto') continue;
      const next = table.chains.find(({ name }) => name === target.chain);
      if (next !== undefined) place(side, table, next);
    }
  };
  for (const [side, hooks] of SIDES) {
    for (const hook of hooks) for (const { table, chain } of baseChains(tables, hook)) place(side, table, chain);
  }
  for (const table of tables) for (const chain of table.chains) place('none', table, chain);
  return placed;
}

function baseChains(tables: readonly Table[], hook: Hook): readonly { readonly table: Table; readonly chain: Chain }[] {
  return tables
    .flatMap((table) => table.chains.flatMap((chain) => (chain.base?.hook === hook ? [{ table, chain }] : [])))
    .sort((a, b) => (a.chain.base?.priority ?? 0) - (b.chain.base?.priority ?? 0));
}
