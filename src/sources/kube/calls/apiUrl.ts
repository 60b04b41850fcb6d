import type { ApiPath } from '../Cluster.js';

/** The path of a place in the API, below the server's own path, with its query. */
export function apiUrl(
  path: ApiPath,
  query: Readonly<Record<string, string | readonly string[] | undefined>> = {},
): string {
  const { group, version, resource, namespace, name, subresource } = path;
  const parts = [
    group === '' ? 'api' : `apis/${encodeURIComponent(group)}`,
    encodeURIComponent(version),
    ...(namespace === undefined ? [] : ['namespaces', encodeURIComponent(namespace)]),
    encodeURIComponent(resource),
    ...(name === undefined ? [] : [encodeURIComponent(name)]),
    ...(subresource === undefined ? [] : [subresource]),
  ];
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query))
    for (const one of value === undefined ? [] : [value].flat()) search.append(key, one);
  return `/${parts.join('/')}${search.size === 0 ? '' : `?${search.toString()}`}`;
}
