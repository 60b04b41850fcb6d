import type { BaseChain } from './Chain.js';
import type { Hook } from './Hook.js';
import type { RuleSet } from './RuleSet.js';

const NAT: Readonly<Partial<Record<Hook, number>>> = { PREROUTING: -100, INPUT: 100, OUTPUT: -100, POSTROUTING: 100 };

function isHook(name: string): name is Hook {
  return name === 'PREROUTING' || name === 'INPUT' || name === 'FORWARD' || name === 'OUTPUT' || name === 'POSTROUTING';
}

/**
 * Where the built-in chain `chain` of `table` hangs, `undefined` when that table has no such built-in chain.
 * Sources: `include/uapi/linux/netfilter_ipv4.h` (priorities), `iptables/nft.c` (the nft back end gives security 150,
 * the legacy table has 50).
 */
export function builtinChain(table: string, chain: string, backend: RuleSet['backend']): BaseChain | undefined {
  if (!isHook(chain)) return undefined;
  const atLocalHooks = chain === 'INPUT' || chain === 'FORWARD' || chain === 'OUTPUT';
  switch (table) {
    case 'raw':
      return chain === 'PREROUTING' || chain === 'OUTPUT' ? { hook: chain, priority: -300, type: 'filter' } : undefined;
    case 'mangle':
      return { hook: chain, priority: -150, type: chain === 'OUTPUT' ? 'route' : 'filter' };
    case 'nat': {
      const priority = NAT[chain];
      return priority === undefined ? undefined : { hook: chain, priority, type: 'nat' };
    }
    case 'filter':
      return atLocalHooks ? { hook: chain, priority: 0, type: 'filter' } : undefined;
    case 'security':
      return atLocalHooks ? { hook: chain, priority: backend === 'legacy' ? 50 : 150, type: 'filter' } : undefined;
    default:
      return undefined;
  }
}
