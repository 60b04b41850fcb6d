import type { Cluster } from '../model/Cluster.js';

/**
 * Whether the weights of localities count: with `locality_weighted_lb_config`, and where the cluster has subsets only if these are
 * `locality_weight_aware` (subset_lb.cc `determineLocalityWeights`; measured).
 */
export function weighsLocalities({
  localityWeighted,
  subsets,
}: Pick<Cluster, 'localityWeighted' | 'subsets'>): boolean {
  return localityWeighted && (subsets?.localityWeightAware ?? true);
}
