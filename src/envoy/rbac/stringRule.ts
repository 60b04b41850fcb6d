import type { Criterion } from '../../logic/Criterion.js';
import type { StringMatcher } from '../model/StringMatcher.js';
import { describeStringMatcher, stringMatcherNote } from '../string/describeStringMatcher.js';
import { matchString } from '../string/matchString.js';

/** A string matcher on a value; a value that is not there never matches. */
export function stringRule(name: string, matcher: StringMatcher, value: string | undefined): Criterion {
  const about = { name, expected: describeStringMatcher(matcher) };
  if (value === undefined) return { ...about, got: 'none', truth: 'no' };
  const truth = matchString(matcher, value);
  const note = truth === 'unknown' ? (stringMatcherNote(matcher) ?? `${name} is not known`) : undefined;
  return { ...about, got: value === '' ? '""' : value, truth, ...(note === undefined ? {} : { note }) };
}
