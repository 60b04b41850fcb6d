import type { Branch } from '../../logic/Fork.js';
import type { ClusterSpecifier, WeightedCluster } from '../model/RouteAction.js';
import { runtimeInteger, type Runtime } from '../runtime.js';

/** An entry of `weighted_clusters` with the weight that counts. */
export interface WeightedEntry {
  readonly cluster: WeightedCluster;
  readonly weight: number;
}

/**
 * The weights in force: those of the configuration, or runtime's `<runtime_key_prefix>.<name>` where known. `total_weight` is not
 * looked at (measured).
 */
export function clusterWeights(
  specifier: Extract<ClusterSpecifier, { readonly kind: 'weighted_clusters' }>,
  runtime: Runtime,
): { readonly entries: readonly WeightedEntry[]; readonly total: number } {
  const entries = specifier.clusters.map((cluster) => {
    const key = specifier.runtimeKeyPrefix ? `${specifier.runtimeKeyPrefix}.${cluster.name}` : undefined;
    const override = key === undefined ? undefined : runtimeInteger(runtime, key);
    return { cluster, weight: override ?? cluster.weight };
  });
  return { entries, total: entries.reduce((sum, { weight }) => sum + weight, 0) };
}

/** One branch for each entry that has a weight, labelled by its cluster; a name that comes again gets `#2`, `#3`. */
export function weightedBranches(entries: readonly WeightedEntry[], total: number): readonly Branch<WeightedEntry>[] {
  const seen = new Map<string, number>();
  return entries.flatMap((entry) => {
    if (entry.weight <= 0) return [];
    const name = entry.cluster.name === '' ? `by header ${entry.cluster.clusterHeader}` : entry.cluster.name;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    const label = times === 1 ? name : `${name}#${times}`;
    return [{ label, probability: entry.weight / total, weight: entry.weight, value: entry }];
  });
}
