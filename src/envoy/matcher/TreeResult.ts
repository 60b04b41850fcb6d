import type { Criterion } from '../../logic/Criterion.js';
import type { OnMatch } from '../model/MatcherTree.js';

/** The action at which a matcher tree ended. */
export type MatchedAction = Extract<OnMatch, { readonly kind: 'action' }>;

/** What a (part of a) matcher tree says: an action, nothing, or what is missing to tell, with the comparisons so far. */
export type TreeResult =
  | { readonly kind: 'matched'; readonly action: MatchedAction; readonly because: readonly Criterion[] }
  | { readonly kind: 'missed'; readonly because: readonly Criterion[] }
  /** An input is not available: the tree says nothing, and no `on_no_match` stands in (`MatchResult::InsufficientData`). */
  | { readonly kind: 'unavailable'; readonly because: readonly Criterion[] }
  | { readonly kind: 'unknown'; readonly unknown: string; readonly because: readonly Criterion[] };

/** The result with earlier comparisons put before its own. */
export function after(because: readonly Criterion[], result: TreeResult): TreeResult {
  return { ...result, because: [...because, ...result.because] };
}
