import { unescapeUnreserved } from './unescapeUnreserved.js';

/** What Chromium's path table escapes (url_canon_path.cc), beside control characters and all outside ASCII. */
const ESCAPED = /[\0-\x20"#<>?^`{|}\x7f-\u{10ffff}]/gu;

/**
 * `normalize_path` (source/common/http/path_utility.cc, PathUtil::canonicalPath: the Chromium URL library; measured): `\` becomes `/`,
 * `.` and `..` segments (`%2e` too) are resolved, unsafe characters escaped, needlessly escaped ones (letters, digits, `-._~`)
 * unescaped. `//`, `%2F` and escapes that are none stay. `path` without query. `undefined`: refused (`%00`).
 */
export function canonicalPath(path: string): string | undefined {
  if (path.includes('%00')) return undefined;
  const slashed = path.replace(/\\/g, '/');
  return resolveDots(unescapeUnreserved(slashed).replace(ESCAPED, percentEncode));
}

/** `..;x` read as `..`, as since 1.39.1, before anything else. */
export function dropDotDotParameters(path: string): string {
  return path.replace(/(^|[/\\])((?:\.|%2e){2});[^/\\]*/gi, '$1$2');
}

function percentEncode(char: string): string {
  return Array.from(Buffer.from(char), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

/** RFC 3986 §5.2.4, but that empty segments are segments; `/a/..` ends in a slash. */
function resolveDots(path: string): string {
  const segments = path.split('/');
  const result: string[] = [];
  for (const [i, segment] of segments.entries()) {
    const last = i === segments.length - 1;
    if (i > 0 && segment === '..') {
      if (result.length > 1) result.pop();
      if (last) result.push('');
    } else if (i > 0 && segment === '.') {
      if (last) result.push('');
    } else result.push(segment);
  }
  return result.join('/');
}
