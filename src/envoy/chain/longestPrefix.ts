import { cidrContains, type Cidr } from '../../net/Cidr.js';
import type { IpAddress } from '../../net/IpAddress.js';
import type { FilterChainMatch } from '../model/Listener.js';
import type { ChosenKey } from './ChainLevel.js';

/**
 * The longest prefix that holds the address, over the chains that are left (network/lc_trie.h, exclusive). A chain without ranges is filed under
 * 0.0.0.0/0 and ::/0: beside a chain that writes such a range, which of the two is reachable changes between starts of
 * Envoy (measured), so the key is then ambiguous.
 */
export function longestPrefix(
  matches: readonly FilterChainMatch[],
  ranges: (match: FilterChainMatch) => readonly Cidr[],
  ip: IpAddress,
): ChosenKey | undefined {
  let best: Cidr | undefined;
  let unset = false;
  for (const match of matches) {
    const own = ranges(match);
    if (own.length === 0) unset = true;
    for (const cidr of own) {
      if (cidrContains(cidr, ip) && (best === undefined || cidr.prefixLength > best.prefixLength)) best = cidr;
    }
  }
  if (best !== undefined && best.prefixLength > 0) return { key: best.text };
  if (best === undefined) return unset ? { key: '' } : undefined;
  if (!unset) return { key: best.text };
  return { key: best.text, ambiguous: `chains without ranges and with ${best.text} share one place in the trie` };
}

/** Whether a chain is filed under this prefix; '' is "no ranges". */
export function hasPrefix(ranges: readonly Cidr[], key: string): boolean {
  if (key === '') return ranges.length === 0;
  return ranges.some(({ text }) => text === key);
}

/** Ranges in words. */
export function rangesText(ranges: readonly Cidr[]): string {
  return ranges.length === 0 ? 'any' : ranges.map(({ text }) => text).join(', ');
}
