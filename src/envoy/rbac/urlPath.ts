import type { Criterion } from '../../logic/Criterion.js';
import type { RequestContext } from '../model/RequestContext.js';
import type { StringMatcher } from '../model/StringMatcher.js';
import { pathsForMatching } from '../route/match/pathsForMatching.js';
import { atLeast } from '../version.js';
import { stringRule } from './stringRule.js';

/**
 * `Permission.url_path`, `Principal.url_path`: `:path` without query and fragment; without a path, false (matchers.cc `PathMatcher`).
 * The route configuration's `ignore_path_parameters_in_path_matching` counts since 1.39.1 (measured).
 */
export function urlPath({ path: matcher }: { readonly path: StringMatcher }, context: RequestContext): Criterion {
  const { request, version, ignorePathParameters = false } = context;
  if (request.path === '') return stringRule('url_path', matcher, undefined);
  const ignores = ignorePathParameters ? atLeast(version, '1.39.1') : 'no';
  const paths = new Set([
    ...(ignores === 'yes' ? [] : pathsForMatching(request.path, false, version)),
    ...(ignores === 'no' ? [] : pathsForMatching(request.path, true, '1.39.1')),
  ]);
  const [first, ...rest] = [...paths].map((path) => stringRule('url_path', matcher, path));
  if (first === undefined || rest.every(({ truth }) => truth === first.truth))
    return first ?? stringRule('url_path', matcher, '');
  return { ...first, truth: 'unknown', note: 'whether this version ignores path parameters here is not known' };
}
