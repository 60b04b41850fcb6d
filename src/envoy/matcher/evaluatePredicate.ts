import type { Criterion } from '../../logic/Criterion.js';
import { allOfCriteria, anyOfCriteria, notCriterion } from '../criteria/combineCriteria.js';
import type { MatcherPredicate } from '../model/MatcherTree.js';
import { describeStringMatcher, stringMatcherNote } from '../string/describeStringMatcher.js';
import { matchString } from '../string/matchString.js';
import { inputName, inputText, type ReadInput } from './InputValue.js';

/** `MatcherList.Predicate` (source/common/matcher/field_matcher.h). An input without value matches nothing, so its negation holds. */
export function evaluatePredicate(predicate: MatcherPredicate, read: ReadInput): Criterion {
  switch (predicate.kind) {
    case 'single':
      return evaluateSingle(predicate, read);
    case 'and':
      return allOfCriteria(predicate.predicates.map((one) => evaluatePredicate(one, read)));
    case 'or':
      return anyOfCriteria(predicate.predicates.map((one) => evaluatePredicate(one, read)));
    case 'not':
      return notCriterion(evaluatePredicate(predicate.predicate, read));
    case 'unsupported':
      return {
        name: predicate.typeUrl,
        expected: 'a match',
        got: 'not known',
        truth: 'unknown',
        note: `matcher ${predicate.typeUrl} is not evaluated`,
      };
  }
}

function evaluateSingle({ input, matcher }: Extract<MatcherPredicate, { kind: 'single' }>, read: ReadInput): Criterion {
  const value = read(input);
  const about = { name: inputName(input), expected: describeStringMatcher(matcher), got: inputText(value) };
  if (value.kind === 'absent' || value.kind === 'unavailable') return { ...about, truth: 'no' };
  if (value.kind === 'unknown') return { ...about, truth: 'unknown', note: value.unknown };
  const truth = matchString(matcher, value.value);
  const note = truth === 'unknown' ? stringMatcherNote(matcher) : undefined;
  return { ...about, truth, ...(note === undefined ? {} : { note }) };
}
