/** `merge_slashes` (source/common/http/path_utility.cc, PathUtil::mergeSlashes): runs of `/` become one; `//` alone stays (measured). `path` without query. */
export function mergeSlashes(path: string): string {
  if (!path.includes('//')) return path;
  const inner = path.split('/').filter((segment) => segment !== '');
  return `${path.startsWith('/') ? '/' : ''}${inner.join('/')}${path.endsWith('/') ? '/' : ''}`;
}
