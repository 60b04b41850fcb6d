import type { BaseChain } from '../../model/Chain.js';
import type { Hook } from '../../model/Hook.js';

const HOOKS: Readonly<Record<string, Hook>> = {
  prerouting: 'PREROUTING',
  input: 'INPUT',
  forward: 'FORWARD',
  output: 'OUTPUT',
  postrouting: 'POSTROUTING',
};

/** The base of a chain by nft's words; `undefined` for a hook that no packet of this model meets (`ingress`). */
export function baseChainOf(type: string, hook: string, priority: number): BaseChain | undefined {
  const known = Object.hasOwn(HOOKS, hook) ? HOOKS[hook] : undefined;
  if (known === undefined || (type !== 'filter' && type !== 'nat' && type !== 'route')) return undefined;
  return { hook: known, priority, type };
}
