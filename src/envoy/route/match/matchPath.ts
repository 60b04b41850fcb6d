import type { Criterion } from '../../../logic/Criterion.js';
import { truthOf, type Truth } from '../../../logic/Truth.js';
import type { RequestContext } from '../../model/RequestContext.js';
import type { PathSpecifier, RouteMatch } from '../../model/Route.js';
import { asciiLower } from '../../string/asciiLower.js';
import { matchString } from '../../string/matchString.js';
import { stringMatcherNote } from '../../string/describeStringMatcher.js';
import { isUnknownValue } from '../../string/unknownValue.js';
import { matchUriTemplate } from './matchUriTemplate.js';
import { pathsForMatching } from './pathsForMatching.js';

/**
 * The oneof `path_specifier` of `route.v3.RouteMatch` (source/common/router/config_impl.cc). All but `connect_matcher` look at the
 * path without query, and never match a request that has none (CONNECT). `case_sensitive: false` counts for prefix, path and
 * path_separated_prefix. Templates look at path parameters whatever `ignore_path_parameters_in_path_matching` says (measured).
 */
export function matchPath(
  match: Pick<RouteMatch, 'path' | 'caseSensitive'>,
  context: RequestContext,
  ignorePathParameters: boolean,
): Criterion {
  const { path } = match;
  const { request } = context;
  if (path.kind === 'connect_matcher') {
    return {
      name: 'connect_matcher',
      expected: 'CONNECT',
      got: request.method,
      truth: truthOf(request.method === 'CONNECT'),
    };
  }
  if (path.kind === 'unsupported') {
    return {
      name: path.field,
      expected: path.field,
      got: request.path,
      truth: 'unknown',
      note: `${path.field} is not evaluated`,
    };
  }
  const expected = match.caseSensitive ? path.value : `${path.value} (ignoring case)`;
  if (request.path === '') return { name: path.kind, expected, got: 'no path', truth: 'no' };
  const ignores = ignorePathParameters && path.kind !== 'uri_template';
  const paths = pathsForMatching(request.path, ignores, context.version);
  const truths = paths.map((candidate) => matchesPath(path, candidate, match.caseSensitive));
  const truth = truths.every((one) => one === truths[0]) ? (truths[0] ?? 'no') : 'unknown';
  const note = truth === 'unknown' ? noteOf(path) : undefined;
  return { name: path.kind, expected, got: paths.join(' or '), truth, ...(note === undefined ? {} : { note }) };
}

type ValuePath = Extract<PathSpecifier, { readonly value: string }>;

function matchesPath({ kind, value }: ValuePath, path: string, caseSensitive: boolean): Truth {
  if (isUnknownValue(value)) return 'unknown';
  const fold = (text: string): string => (caseSensitive ? text : asciiLower(text));
  switch (kind) {
    case 'prefix':
      return truthOf(fold(path).startsWith(fold(value)));
    case 'path':
      return truthOf(fold(path) === fold(value));
    case 'path_separated_prefix':
      return truthOf(fold(path) === fold(value) || fold(path).startsWith(`${fold(value)}/`));
    case 'safe_regex':
    case 'ecmascript':
      return matchString({ kind, regex: value }, path);
    case 'uri_template': {
      const variables = matchUriTemplate(value, path);
      return variables === undefined ? 'unknown' : truthOf(variables !== false);
    }
  }
}

function noteOf({ kind, value }: ValuePath): string {
  const note = kind === 'safe_regex' || kind === 'ecmascript' ? stringMatcherNote({ kind, regex: value }) : undefined;
  if (note !== undefined) return note;
  return kind === 'uri_template'
    ? 'the template is not evaluated'
    : 'how this version cuts path parameters is not known';
}
