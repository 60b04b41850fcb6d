import type { Criterion } from '../../logic/Criterion.js';
import { nearestFirst, type Decision, type NearMiss } from '../../logic/Decision.js';
import type { InspectedConnection } from '../model/Connection.js';
import type { FilterChain, Listener } from '../model/Listener.js';
import type { ChainLevel } from './ChainLevel.js';
import { chainLevels } from './chainLevels.js';
import { chainName } from './chainName.js';
import { defaultChain } from './defaultChain.js';
import { losersOfLevel } from './losersOfLevel.js';
import { matchChainByTree } from './matchChainByTree.js';

/**
 * The filter chain of a connection: `filter_chain_matcher` where the listener has one, else the nine levels of
 * `filter_chain_match`, most specific key at each level, without backtracking; a miss at any level leads to
 * `default_filter_chain`, and without one to a close (`filter_chain_not_found`).
 * Source: listener_manager/filter_chain_manager_impl.cc.
 */
export function matchFilterChain(listener: Listener, connection: InspectedConnection): Decision<FilterChain> {
  const decision =
    listener.filterChainMatcher === undefined
      ? matchByLevels(listener, connection)
      : matchChainByTree(listener, listener.filterChainMatcher, connection);
  const { value: chain } = decision;
  if (chain === undefined || chain.unsupported.length === 0) return decision;
  return notModelled(chainName(chain), chain.unsupported, decision);
}

function matchByLevels(listener: Listener, connection: InspectedConnection): Decision<FilterChain> {
  let remaining = listener.filterChains;
  const because: Criterion[] = [];
  const skipped: NearMiss[] = [];
  let ambiguous: string | undefined;
  for (const [held, level] of chainLevels.entries()) {
    const misread = remaining.find(({ match }) => match.unsupported.includes(level.field));
    if (misread !== undefined) return notModelled(chainName(misread), [level.field], { because, skipped });
    const chosen = level.choose(
      remaining.map(({ match }) => match),
      connection,
    );
    skipped.push(...losersOfLevel(remaining, level, chosen, connection, held));
    remaining = remaining.filter(({ match }) => chosen !== undefined && level.has(match, chosen.key));
    const unread = remaining.find(({ match }) => match.unsupported.length > 0);
    if (unread !== undefined) return notModelled(chainName(unread), unread.match.unsupported, { because, skipped });
    ambiguous ??= chosen?.ambiguous;
    because.push(...heldAt(level, remaining[0], connection));
  }
  const near = nearestFirst(skipped);
  if (ambiguous !== undefined) {
    return { truth: 'unknown', because, skipped: near, unknown: `filter chain: ${ambiguous}` };
  }
  const chain = remaining[0];
  if (chain !== undefined) return { truth: 'yes', value: chain, at: chain.at, because, skipped: near };
  return defaultChain(listener, [], near);
}

function heldAt(level: ChainLevel, chain: FilterChain | undefined, connection: InspectedConnection): Criterion[] {
  if (chain === undefined || ['any', 'ANY'].includes(level.expected(chain.match))) return [];
  return [{ name: level.field, expected: level.expected(chain.match), got: level.got(connection), truth: 'yes' }];
}

function notModelled(
  what: string,
  fields: readonly string[],
  { because, skipped }: Pick<Decision<FilterChain>, 'because' | 'skipped'>,
): Decision<FilterChain> {
  return { truth: 'unknown', because, skipped, unknown: `${what}: ${fields.join(', ')}` };
}
