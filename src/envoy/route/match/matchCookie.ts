import type { Criterion } from '../../../logic/Criterion.js';
import { not, truthOf } from '../../../logic/Truth.js';
import { cookieValue } from '../../http/cookieValue.js';
import type { CookieMatcher } from '../../model/HeaderMatcher.js';
import type { HttpRequest } from '../../model/HttpRequest.js';
import { describeStringMatcher, stringMatcherNote } from '../../string/describeStringMatcher.js';
import { matchString } from '../../string/matchString.js';

/**
 * `route.v3.RouteMatch.cookies` (Envoy 1.37; measured): the first cookie of that name over all Cookie headers, without double
 * quotes around its value. Unlike a header, an absent cookie matches when inverted.
 */
export function matchCookie(matcher: CookieMatcher, request: HttpRequest): Criterion {
  const value = cookieValue(request, matcher.name);
  const { invertMatch } = matcher;
  const about = {
    name: `cookie ${matcher.name}`,
    expected: `${invertMatch ? 'not ' : ''}${describeStringMatcher(matcher.matcher)}`,
    got: value ?? 'absent',
  };
  if (value === undefined && matcher.matcher.kind !== 'unsupported') return { ...about, truth: truthOf(invertMatch) };
  const truth = matchString(matcher.matcher, value ?? '');
  const note = truth === 'unknown' ? stringMatcherNote(matcher.matcher) : undefined;
  return { ...about, truth: invertMatch ? not(truth) : truth, ...(note === undefined ? {} : { note }) };
}
