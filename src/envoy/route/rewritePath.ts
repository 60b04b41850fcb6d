import { formatHeaderValue } from '../http/formatHeaderValue.js';
import { splitPath } from '../http/splitPath.js';
import type { RequestContext } from '../model/RequestContext.js';
import type { PathSpecifier } from '../model/Route.js';
import type { PathRewrite } from '../model/RouteAction.js';
import { asciiLower } from '../string/asciiLower.js';
import { compileRe2 } from '../string/re2/compileRe2.js';
import { matchedPathLength } from './matchedPathLength.js';
import { matchUriTemplate } from './match/matchUriTemplate.js';

/** The new `:path`; `unchanged` when nothing is rewritten (no x-envoy-original-path); `unknown` names what is missing. */
export type PathRewriteResult =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'unknown'; readonly unknown: string };

/**
 * The path as the upstream gets it (source/common/router/config_impl.cc, currentUrlPathAfterRewrite). `prefix_rewrite` replaces what
 * was matched, text before text (`/a` to `/` makes `//b` of `/a/b`); `regex_rewrite` replaces every match in the path without query;
 * the query is put back.
 */
export function rewritePath(
  rewrite: PathRewrite,
  matched: PathSpecifier,
  path: string,
  context: RequestContext,
): PathRewriteResult {
  const { path: bare, rest } = splitPath(path);
  switch (rewrite.kind) {
    case 'prefix_rewrite':
      if (rewrite.value === '' || !isSpeltOut(matched, path)) return { kind: 'unchanged' };
      return { kind: 'path', path: rewrite.value + path.slice(matchedPathLength(matched, path)) };
    case 'regex_rewrite': {
      const replaced = replaceRegex(rewrite.regex, bare, rewrite.substitution);
      return typeof replaced === 'string' ? { kind: 'path', path: replaced + rest } : { kind: 'unknown', ...replaced };
    }
    case 'uri_template_rewrite': {
      const variables = matched.kind === 'uri_template' ? matchUriTemplate(matched.value, bare) : undefined;
      if (!variables) return { kind: 'unknown', unknown: `template ${rewrite.template} is not evaluated` };
      const text = rewrite.template.replace(/\{(\w+)\}/g, (_all, name: string) => variables.get(name) ?? '');
      return { kind: 'path', path: text + rest };
    }
    case 'path_rewrite': {
      const text = formatHeaderValue(rewrite.format, context);
      return text === '' ? { kind: 'unchanged' } : { kind: 'path', path: text + rest };
    }
  }
}

/** A path that matched only without its parameters may not begin with what the route spells out: it stays (measured). */
function isSpeltOut(matched: PathSpecifier, path: string): boolean {
  switch (matched.kind) {
    case 'prefix':
    case 'path':
    case 'path_separated_prefix':
      return asciiLower(path).startsWith(asciiLower(matched.value));
    default:
      return true;
  }
}

/** RE2::GlobalReplace with what a configuration gives; names what cannot be evaluated. */
export function replaceRegex(regex: string, text: string, substitution: string): string | { readonly unknown: string } {
  const re2 = compileRe2(regex);
  if ('error' in re2) return { unknown: `regex ${regex} is not evaluated: ${re2.error}` };
  return re2.replaceAll(text, substitution) ?? { unknown: `regex ${regex} to ${substitution} is not evaluated` };
}
