import { splitPath } from '../http/splitPath.js';
import type { RequestContext } from '../model/RequestContext.js';
import type { PathSpecifier } from '../model/Route.js';
import type { RedirectAction } from '../model/RouteAction.js';
import { matchedPathLength } from './matchedPathLength.js';
import { replaceRegex } from './rewritePath.js';

/** Where a redirect leads, whatever its status. */
export type RedirectTarget = Omit<RedirectAction, 'kind' | 'at' | 'status'>;

/**
 * The Location of a redirect (source/common/http/utility.cc, newUri). The scheme to compare with is `:scheme`; the
 * request's port is dropped when `port_redirect` brings another, or when the scheme changes and it was the old scheme's own.
 * `unknown` names what is missing.
 */
export function redirectLocation(
  redirect: RedirectTarget,
  matched: PathSpecifier,
  { request }: RequestContext,
): string | { readonly unknown: string } {
  const proto = request.scheme;
  const scheme = redirect.schemeRedirect || (redirect.httpsRedirect ? 'https' : proto);
  const port = redirect.portRedirect === undefined ? '' : `:${redirect.portRedirect}`;
  const host = redirect.hostRedirect || requestHost(request.authority ?? '', proto, scheme, port);
  const path = redirectPath(redirect, matched, request.path);
  return typeof path === 'string' ? `${scheme}://${host}${port}${path.startsWith('/') ? path : `/${path}`}` : path;
}

function requestHost(authority: string, proto: string, scheme: string, newPort: string): string {
  const bracket = authority.lastIndexOf(']:');
  const start = authority.startsWith('[') ? (bracket < 0 ? -1 : bracket + 1) : authority.lastIndexOf(':');
  if (start < 0) return authority;
  const port = authority.slice(start);
  const defaultPort = (proto === 'https' && port === ':443') || (proto === 'http' && port === ':80');
  return newPort !== '' || (scheme !== proto && defaultPort) ? authority.slice(0, start) : authority;
}

function redirectPath(
  { path, stripQuery }: RedirectTarget,
  matched: PathSpecifier,
  current: string,
): string | { readonly unknown: string } {
  const strip = (text: string): string => (stripQuery ? (text.split('?', 1)[0] ?? '') : text);
  const { path: bare, rest } = splitPath(current);
  switch (path.kind) {
    case 'none':
      return strip(current);
    case 'path_redirect':
      if (path.value === '') return strip(current);
      // A query of its own stays, whatever strip_query says.
      return path.value.includes('?') ? path.value : strip(path.value + queryOf(current));
    case 'prefix_rewrite':
      return strip(path.value === '' ? current : path.value + current.slice(matchedPathLength(matched, current)));
    case 'regex_rewrite': {
      const replaced = replaceRegex(path.regex, bare, path.substitution);
      return typeof replaced === 'string' ? strip(replaced + rest) : replaced;
    }
  }
}

function queryOf(path: string): string {
  const at = path.indexOf('?');
  return at < 0 ? '' : path.slice(at);
}
