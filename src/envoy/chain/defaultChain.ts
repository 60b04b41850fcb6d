import type { Criterion } from '../../logic/Criterion.js';
import type { Decision, NearMiss } from '../../logic/Decision.js';
import type { FilterChain, Listener } from '../model/Listener.js';

/** `default_filter_chain`, where no other chain takes the connection; without one it is closed (`filter_chain_not_found`). */
export function defaultChain(
  { defaultFilterChain: chain }: Listener,
  because: readonly Criterion[],
  skipped: readonly NearMiss[],
): Decision<FilterChain> {
  const criterion: Criterion = {
    name: 'default_filter_chain',
    expected: 'no other chain matches',
    got: chain === undefined ? 'the listener has none' : 'none matches',
    truth: chain === undefined ? 'no' : 'yes',
  };
  if (chain === undefined) return { truth: 'no', because: [...because, criterion], skipped };
  return { truth: 'yes', value: chain, at: chain.at, because: [...because, criterion], skipped };
}
