import { compareBytes } from '../../text/compareBytes.js';
import { goSort } from './goSort.js';
import { isSubsetKey, parseSubsetKey, type SubsetKey } from './subsetKey.js';

function sortKey(name: string): SubsetKey {
  return isSubsetKey(name) ? parseSubsetKey(name) : { direction: '', port: 0, subset: '', host: name };
}

function comesBefore(a: SubsetKey, b: SubsetKey): boolean {
  if (a.host !== b.host) return compareBytes(a.host, b.host) < 0;
  if (a.subset !== b.subset) return compareBytes(a.subset, b.subset) < 0;
  if (a.port !== b.port) return a.port < b.port;
  return compareBytes(a.direction, b.direction) < 0;
}

/**
 * Sorts by host, subset, port and direction of a cluster's name; a name that is no subset key counts as a host.
 * Source: istioctl/pkg/writer/envoy/configdump/cluster.go, retrieveSortedClusterSlice.
 */
export function sortBySubsetKey<T>(items: readonly T[], clusterName: (item: T) => string): readonly T[] {
  const keyed = items.map((item) => ({ item, key: sortKey(clusterName(item)) }));
  return goSort(keyed, (a, b) => comesBefore(a.key, b.key)).map(({ item }) => item);
}
