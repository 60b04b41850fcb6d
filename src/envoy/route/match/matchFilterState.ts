import type { Criterion } from '../../../logic/Criterion.js';
import type { FilterStateMatcher } from '../../model/MetadataMatcher.js';
import { describeStringMatcher, stringMatcherNote } from '../../string/describeStringMatcher.js';
import { matchString } from '../../string/matchString.js';

/** `type.matcher.v3.FilterStateMatcher` (source/common/common/matchers.cc): an object that is not there never matches. */
export function matchFilterState(matcher: FilterStateMatcher, filterState: ReadonlyMap<string, string>): Criterion {
  const value = filterState.get(matcher.key);
  const about = { name: `filter state ${matcher.key}`, got: value ?? 'absent' };
  if (matcher.matcher.kind === 'unsupported') {
    const { field } = matcher.matcher;
    const known = value === undefined;
    return {
      ...about,
      expected: field,
      truth: known ? 'no' : 'unknown',
      ...(known ? {} : { note: `${field} is not evaluated` }),
    };
  }
  const truth = value === undefined ? 'no' : matchString(matcher.matcher.matcher, value);
  const note = truth === 'unknown' ? stringMatcherNote(matcher.matcher.matcher) : undefined;
  return {
    ...about,
    expected: describeStringMatcher(matcher.matcher.matcher),
    truth,
    ...(note === undefined ? {} : { note }),
  };
}
