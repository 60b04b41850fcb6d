import type { Decision } from '../../logic/Decision.js';
import { evaluateMatcherTree } from '../matcher/evaluateMatcherTree.js';
import { networkInput } from '../matcher/networkInput.js';
import type { InspectedConnection } from '../model/Connection.js';
import type { FilterChain, Listener } from '../model/Listener.js';
import type { MatcherTree } from '../model/MatcherTree.js';
import { defaultChain } from './defaultChain.js';

/**
 * `Listener.filter_chain_matcher` (listener_manager/filter_chain_manager_impl.cc `findFilterChainUsingMatcher`): the action names
 * the chain, each chain's own `filter_chain_match` is ignored. No action: the default chain. A name that no chain has: no chain,
 * not even the default one.
 */
export function matchChainByTree(
  listener: Listener,
  tree: MatcherTree,
  connection: InspectedConnection,
): Decision<FilterChain> {
  const decision = evaluateMatcherTree(tree, (input) => networkInput(input, connection));
  const { because, value: action } = decision;
  if (decision.truth === 'no') return defaultChain(listener, because, []);
  if (action === undefined)
    return { truth: 'unknown', at: tree.at, because, skipped: [], unknown: unknownOf(decision) };
  if (action.value.kind !== 'string') {
    const what = action.typeUrl === '' ? 'its action' : `action ${action.typeUrl}`;
    return { truth: 'unknown', at: action.at, because, skipped: [], unknown: `filter_chain_matcher: ${what}` };
  }
  const name = action.value.value;
  const chain = listener.filterChains.find((one) => one.name === name);
  if (chain !== undefined) return { truth: 'yes', value: chain, at: chain.at, because, skipped: [] };
  const failed = { name: 'filter_chain_matcher', expected: name, got: 'no chain has this name', truth: 'no' as const };
  return { truth: 'no', at: action.at, because: [...because, failed], skipped: [] };
}

function unknownOf({ unknown }: Decision<unknown>): string {
  return `filter_chain_matcher: ${unknown ?? 'not decided'}`;
}
