import type { FilterChain } from '../model/Listener.js';

/** What to call a filter chain: its name, else its place in the listener. */
export function chainName(chain: FilterChain): string {
  if (chain.name !== '') return `filter chain ${chain.name}`;
  const index = /\/(\d+)$/.exec(chain.at)?.[1];
  return index === undefined ? 'default filter chain' : `filter chain #${Number(index) + 1}`;
}
