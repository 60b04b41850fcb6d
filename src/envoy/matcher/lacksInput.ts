import type { MatcherPredicate } from '../model/MatcherTree.js';
import { evaluatePredicate } from './evaluatePredicate.js';
import type { ReadInput } from './InputValue.js';

/**
 * Whether a predicate can't be told because an input is not available: `and` stops at its first part that does not hold, `or` needs one
 * that does (source/common/matcher/field_matcher.h, `MatchResult::InsufficientData`).
 */
export function lacksInput(predicate: MatcherPredicate, read: ReadInput): boolean {
  switch (predicate.kind) {
    case 'single':
      return read(predicate.input).kind === 'unavailable';
    case 'not':
      return lacksInput(predicate.predicate, read);
    case 'and': {
      const stop = predicate.predicates.find(
        (one) => lacksInput(one, read) || evaluatePredicate(one, read).truth !== 'yes',
      );
      return stop !== undefined && lacksInput(stop, read);
    }
    case 'or':
      return (
        predicate.predicates.some((one) => lacksInput(one, read)) &&
        !predicate.predicates.some((one) => !lacksInput(one, read) && evaluatePredicate(one, read).truth === 'yes')
      );
    case 'unsupported':
      return false;
  }
}
