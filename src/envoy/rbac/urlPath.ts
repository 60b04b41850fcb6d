import type { Criterion } from '../../logic/Criterion.js';
import { splitPath } from '../http/splitPath.js';
import type { RequestContext } from '../model/RequestContext.js';
import type { StringMatcher } from '../model/StringMatcher.js';
import { stringRule } from './stringRule.js';

/** `Permission.url_path`, `Principal.url_path`: `:path` without query and fragment; without a path, false (matchers.cc `PathMatcher`). */
export function urlPath({ path: matcher }: { readonly path: StringMatcher }, { request }: RequestContext): Criterion {
  return stringRule('url_path', matcher, request.path === '' ? undefined : splitPath(request.path).path);
}
