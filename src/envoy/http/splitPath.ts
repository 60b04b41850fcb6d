/**
 * `:path` cut at the first `?` or `#` (source/common/http/path_utility.cc, removeQueryAndFragment). `query` is without `?`;
 * undefined when there is none; `rest` is all that was cut off.
 */
export function splitPath(path: string): { readonly path: string; readonly query?: string; readonly rest: string } {
  const at = path.search(/[?#]/);
  if (at < 0) return { path, rest: '' };
  const rest = path.slice(at);
  if (!rest.startsWith('?')) return { path: path.slice(0, at), rest };
  const [query = ''] = rest.slice(1).split('#', 1);
  return { path: path.slice(0, at), query, rest };
}
