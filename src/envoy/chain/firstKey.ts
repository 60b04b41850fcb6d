import type { FilterChainMatch } from '../model/Listener.js';
import type { ChosenKey } from './ChainLevel.js';

/** The first of `keys` under which any chain is filed. */
export function firstKey(
  matches: readonly FilterChainMatch[],
  keys: Iterable<string>,
  has: (match: FilterChainMatch, key: string) => boolean,
): ChosenKey | undefined {
  for (const key of keys) {
    if (matches.some((match) => has(match, key))) return { key };
  }
  return undefined;
}
