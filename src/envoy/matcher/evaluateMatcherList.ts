import type { Criterion } from '../../logic/Criterion.js';
import type { MatcherBranches, OnMatch } from '../model/MatcherTree.js';
import type { ReadInput } from './InputValue.js';
import { evaluatePredicate } from './evaluatePredicate.js';
import { lacksInput } from './lacksInput.js';
import { after, type TreeResult } from './TreeResult.js';

type Entries = Extract<MatcherBranches, { readonly kind: 'matcher_list' }>['matchers'];

/** `matcher_list`: the first entry whose predicate holds and whose `on_match` leads to an action (source/common/matcher/list_matcher.h). */
export function evaluateMatcherList(
  entries: Entries,
  read: ReadInput,
  onMatch: (next: OnMatch) => TreeResult,
): TreeResult {
  const because: Criterion[] = [];
  for (const { predicate, onMatch: next } of entries) {
    const criterion = evaluatePredicate(predicate, read);
    if (lacksInput(predicate, read)) return { kind: 'unavailable', because: [...because, criterion] };
    because.push(criterion);
    if (criterion.truth === 'no') continue;
    if (criterion.truth === 'unknown') {
      return {
        kind: 'unknown',
        unknown: criterion.note ?? `whether ${criterion.name} is ${criterion.expected}`,
        because,
      };
    }
    const result = after(because, onMatch(next));
    if (result.kind !== 'missed') return result;
  }
  return { kind: 'missed', because };
}
