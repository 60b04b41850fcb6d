import type { Chain } from '../../model/Chain.js';
import type { Hook } from '../../model/Hook.js';
import { isOfFamily } from './isOfFamily.js';
import type { TableInForce } from './TableInForce.js';

/** A base chain with the table that it belongs to. */
export interface ChainInForce extends TableInForce {
  readonly chain: Chain;
  readonly base: NonNullable<Chain['base']>;
}

/** What happens at one priority of a hook. */
export type HookStage =
  | { readonly kind: 'conntrack' }
  /** Chains of one priority: the order among them is not in any listing. */
  | { readonly kind: 'chains'; readonly chains: readonly ChainInForce[] }
  /** All nat chains of the hook, by priority; they hang on one dispatcher. */
  | { readonly kind: 'nat'; readonly groups: readonly (readonly ChainInForce[])[] };

const CONNTRACK_PRIORITY = -200;
const NAT_PRIORITY: Readonly<Record<Hook, number>> = {
  PREROUTING: -100,
  INPUT: 100,
  FORWARD: 0,
  OUTPUT: -100,
  POSTROUTING: 100,
};

/**
 * What a packet meets at a hook, in order: raw -300, conntrack -200, mangle -150, nat -100, filter 0, nat 100, security 150
 * (legacy: 50), base chains of native nft tables at their own priority. A native nat chain's priority only orders it among nat
 * chains, which all run at the dispatcher's place (kernel 6.18 measured).
 */
export function hookStages(tables: readonly TableInForce[], hook: Hook, family: 4 | 6): readonly HookStage[] {
  const chains = tables.filter(({ table }) => isOfFamily(table, family)).flatMap((entry) => baseChains(entry, hook));
  const nat = byPriority(chains.filter(({ base }) => base.type === 'nat'));
  const stages: { priority: number; stage: HookStage }[] = byPriority(
    chains.filter(({ base }) => base.type !== 'nat'),
  ).map((group) => ({ priority: group[0]?.base.priority ?? 0, stage: { kind: 'chains', chains: group } }));
  if (hook !== 'FORWARD') stages.push({ priority: NAT_PRIORITY[hook], stage: { kind: 'nat', groups: nat } });
  if (hook === 'PREROUTING' || hook === 'OUTPUT') {
    stages.push({ priority: CONNTRACK_PRIORITY, stage: { kind: 'conntrack' } });
  }
  return stages.sort((a, b) => a.priority - b.priority).map(({ stage }) => stage);
}

function baseChains(entry: TableInForce, hook: Hook): ChainInForce[] {
  return entry.table.chains.flatMap((chain) =>
    chain.base?.hook === hook ? [{ ...entry, chain, base: chain.base }] : [],
  );
}

function byPriority(chains: readonly ChainInForce[]): ChainInForce[][] {
  const groups = new Map<number, ChainInForce[]>();
  for (const chain of chains) {
    const group = groups.get(chain.base.priority);
    if (group === undefined) groups.set(chain.base.priority, [chain]);
    else group.push(chain);
  }
  return [...groups.entries()].sort(([a], [b]) => a - b).map(([, group]) => group);
}
