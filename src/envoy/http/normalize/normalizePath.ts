import type { HttpConnectionManager } from '../../model/HttpConnectionManager.js';
import type { HttpRequest } from '../../model/HttpRequest.js';
import type { LocalReply } from '../../model/LocalReply.js';
import { atLeast } from '../../version.js';
import { isGrpcRequest } from '../isGrpcRequest.js';
import { localReply } from '../localReply.js';
import { canonicalPath, dropDotDotParameters } from './canonicalPath.js';
import { mergeSlashes } from './mergeSlashes.js';

/** The path to route by, or the answer instead, or what is not known. */
export type NormalizedPath =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'reply'; readonly reply: LocalReply }
  | { readonly kind: 'unknown'; readonly unknown: string };

const DETAILS = 'path_normalization_failed';

/** Segments of letters, digits, `-_~` and a query: nothing of it is changed by any setting. */
const PLAIN = /^(?:\/[\w~-]+)*\/?(?:\?[^#]*)?$/;

/**
 * `:path` before routing (source/common/http/conn_manager_utility.cc, maybeNormalizePath): a fragment is refused, then
 * `path_with_escaped_slashes_action`, `normalize_path`, `merge_slashes`. The query stays as it is.
 */
export function normalizePath(
  hcm: Pick<HttpConnectionManager, 'escapedSlashes' | 'normalizePath' | 'mergeSlashes'>,
  request: HttpRequest,
  version: string | undefined,
): NormalizedPath {
  if (PLAIN.test(request.path)) return { kind: 'path', path: request.path };
  const refused: NormalizedPath = { kind: 'reply', reply: localReply({ status: 400, details: DETAILS }, request) };
  if (request.path.includes('#')) {
    if (atLeast(version, '1.20.0') === 'yes') return refused;
    return { kind: 'unknown', unknown: 'what this version does with a # in the path' };
  }
  const query = request.path.indexOf('?');
  const [bare, rest] = query < 0 ? [request.path, ''] : [request.path.slice(0, query), request.path.slice(query)];
  const escaped = /%2f|%5c/i.test(bare);
  const action = escaped ? hcm.escapedSlashes : 'KEEP_UNCHANGED';
  if (action === 'REJECT_REQUEST' || (action === 'UNESCAPE_AND_REDIRECT' && isGrpcRequest(request))) return refused;
  const unescaped = action.startsWith('UNESCAPE') ? unescapeSlashes(bare) : bare;
  const canonical = hcm.normalizePath ? canonicalByVersion(unescaped, version) : unescaped;
  if (canonical === undefined) return refused;
  if (canonical === 'unknown') return { kind: 'unknown', unknown: 'whether this version reads ..;x as ..' };
  const path = (hcm.mergeSlashes ? mergeSlashes(canonical) : canonical) + rest;
  if (action === 'UNESCAPE_AND_REDIRECT') {
    const headers = [{ name: 'location', value: path }];
    return { kind: 'reply', reply: localReply({ status: 307, details: DETAILS, headers }, request) };
  }
  return { kind: 'path', path };
}

function unescapeSlashes(path: string): string {
  return path.replace(/%2f/gi, '/').replace(/%5c/gi, '\\');
}

function canonicalByVersion(path: string, version: string | undefined): string | undefined {
  const after = canonicalPath(dropDotDotParameters(path));
  const before = canonicalPath(path);
  if (after === before) return after;
  const dropped = atLeast(version, '1.39.1');
  return dropped === 'unknown' ? 'unknown' : dropped === 'yes' ? after : before;
}
