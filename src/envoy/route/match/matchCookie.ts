import type { Criterion } from '../../../logic/Criterion.js';
import { not, truthOf } from '../../../logic/Truth.js';
import { headerValues } from '../../http/headers.js';
import type { CookieMatcher } from '../../model/HeaderMatcher.js';
import type { HttpRequest } from '../../model/HttpRequest.js';
import { describeStringMatcher, stringMatcherNote } from '../../string/describeStringMatcher.js';
import { matchString } from '../../string/matchString.js';

/**
 * `route.v3.RouteMatch.cookies` (Envoy 1.37; measured): the first cookie of that name over all Cookie headers, without double
 * quotes around its value. Unlike a header, an absent cookie matches when inverted.
 */
export function matchCookie(matcher: CookieMatcher, request: HttpRequest): Criterion {
  const value = cookie(request, matcher.name);
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

/** The value of a cookie (source/common/http/utility.cc, parseCookieValue): no space around `=`, outer quotes dropped. */
function cookie(request: HttpRequest, name: string): string | undefined {
  for (const pair of headerValues(request, 'cookie').flatMap((line) => line.split(';'))) {
    const text = pair.trim();
    if (!text.startsWith(`${name}=`)) continue;
    const value = text.slice(name.length + 1);
    return value.length >= 2 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;
  }
  return undefined;
}
