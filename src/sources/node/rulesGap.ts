import type { BackendState } from './NodeDocument.js';

/**
 * Why the rules that were read must not stand for all there are; `undefined` when they may. A trace over half of the rules would be wrong without a
 * word, so that then none are handed on. Tables of the other back end that nothing could read are such a half. Without nft, tables that iptables did
 * not make stay unseen: that is put up with where other rules were found, as one pod has its rules from one hand, and not where there are none.
 */
export function rulesGap(states: readonly BackendState[]): string | undefined {
  const isUnreadable = ({ state }: BackendState): boolean => state === 'unreadable';
  const legacy = states.find((state) => state.backend === 'legacy' && isUnreadable(state));
  if (legacy) return legacy.why;
  const native = states.find(({ backend }) => backend === 'nftables');
  // nft shows the tables of iptables-nft, too, with what it cannot express marked as such.
  if (native === undefined || !isUnreadable(native)) return undefined;
  const saved = states.find((state) => state.backend === 'nft' && isUnreadable(state));
  if (saved) return saved.why;
  return states.some(({ state }) => state === 'rules') ? undefined : native.why;
}
