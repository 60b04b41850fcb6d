import type { Criterion } from '../../../logic/Criterion.js';
import { truthOf } from '../../../logic/Truth.js';
import { splitPath } from '../../http/splitPath.js';
import type { QueryParameterMatcher } from '../../model/HeaderMatcher.js';
import type { HttpRequest } from '../../model/HttpRequest.js';
import { describeStringMatcher, stringMatcherNote } from '../../string/describeStringMatcher.js';
import { matchString } from '../../string/matchString.js';

/**
 * `route.v3.QueryParameterMatcher` (source/common/router/config_utility.cc): the first value of the parameter, nothing
 * percent-decoded; without a specifier, present is enough.
 */
export function matchQueryParameter(matcher: QueryParameterMatcher, request: HttpRequest): Criterion {
  const value = queryParameter(request.path, matcher.name);
  const { specifier } = matcher;
  const about = { name: `query ${matcher.name}`, got: value ?? 'absent' };
  if (specifier.kind === 'string_match') {
    const decided = specifier.matcher.kind !== 'unsupported';
    const truth = value === undefined && decided ? 'no' : matchString(specifier.matcher, value ?? '');
    const note = truth === 'unknown' ? stringMatcherNote(specifier.matcher) : undefined;
    return {
      ...about,
      expected: describeStringMatcher(specifier.matcher),
      truth,
      ...(note === undefined ? {} : { note }),
    };
  }
  const wanted = specifier.kind === 'none' || specifier.present;
  return { ...about, expected: wanted ? 'present' : 'absent', truth: truthOf((value !== undefined) === wanted) };
}

/** The first value of a query parameter; '' for one without `=`. Split at `&` only. */
function queryParameter(path: string, name: string): string | undefined {
  const { query } = splitPath(path);
  if (query === undefined || query === '') return undefined;
  for (const pair of query.split('&')) {
    const equals = pair.indexOf('=');
    if ((equals < 0 ? pair : pair.slice(0, equals)) === name) return equals < 0 ? '' : pair.slice(equals + 1);
  }
  return undefined;
}
