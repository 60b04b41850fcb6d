import type { Criterion } from '../../logic/Criterion.js';
import { nearestFirst, type Decision, type NearMiss } from '../../logic/Decision.js';
import type { InspectedConnection } from '../model/Connection.js';
import type { FilterChain, Listener } from '../model/Listener.js';
import type { ChainLevel, ChosenKey } from './ChainLevel.js';
import { chainLevels } from './chainLevels.js';
import { chainName } from './chainName.js';
import { defaultChain } from './defaultChain.js';
import { matchChainByTree } from './matchChainByTree.js';

/**
 * The filter chain of a connection: `filter_chain_matcher` where the listener has one, else the nine levels of
 * `filter_chain_match`, most specific key at each level, without backtracking; a miss at any level leads to
 * `default_filter_chain`, and without one to a close (`filter_chain_not_found`).
 * Source: listener_manager/filter_chain_manager_impl.cc.
 */
export function matchFilterChain(listener: Listener, connection: InspectedConnection): Decision<FilterChain> {
  if (listener.filterChainMatcher !== undefined) {
    return matchChainByTree(listener, listener.filterChainMatcher, connection);
  }
  let remaining = listener.filterChains;
  const because: Criterion[] = [];
  const skipped: NearMiss[] = [];
  let ambiguous: string | undefined;
  for (const [held, level] of chainLevels.entries()) {
    const chosen = level.choose(
      remaining.map(({ match }) => match),
      connection,
    );
    skipped.push(...losers(remaining, level, chosen, connection, held));
    remaining = remaining.filter(({ match }) => chosen !== undefined && level.has(match, chosen.key));
    ambiguous ??= chosen?.ambiguous;
    if (chosen === undefined) break;
    if (remaining.some(({ match }) => level.expected(match) !== 'any'))
      because.push(...criteria(level, remaining[0], connection));
  }
  const near = nearestFirst(skipped);
  if (ambiguous !== undefined)
    return { truth: 'unknown', because, skipped: near, unknown: `filter chain: ${ambiguous}` };
  const chain = remaining[0];
  if (chain !== undefined) return { truth: 'yes', value: chain, at: chain.at, because, skipped: near };
  return defaultChain(listener, [], near);
}

function losers(
  chains: readonly FilterChain[],
  level: ChainLevel,
  chosen: ChosenKey | undefined,
  connection: InspectedConnection,
  held: number,
): NearMiss[] {
  return chains
    .filter(({ match }) => chosen === undefined || !level.has(match, chosen.key))
    .map((chain) => ({ what: chainName(chain), at: chain.at, failed: failure(level, chain, connection), held }));
}

/** A chain without a key loses to one that has it: say so instead of "expected any". */
function failure(level: ChainLevel, chain: FilterChain, connection: InspectedConnection): Criterion {
  const expected = level.expected(chain.match);
  const note =
    expected === 'any' || expected === 'ANY' ? { note: 'a more specific chain took the connection at this level' } : {};
  return { name: level.field, expected, got: level.got(connection), truth: 'no', ...note };
}

function criteria(level: ChainLevel, chain: FilterChain | undefined, connection: InspectedConnection): Criterion[] {
  if (chain === undefined || ['any', 'ANY'].includes(level.expected(chain.match))) return [];
  return [{ name: level.field, expected: level.expected(chain.match), got: level.got(connection), truth: 'yes' }];
}
