import type { ForwardAction, WeightedCluster } from '../model/RouteAction.js';
import type { SubsetCriteria } from '../model/Route.js';

/**
 * What a route asks of the hosts of a cluster with subsets: its `metadata_match`, over which that of the weighted cluster goes
 * (source/common/router/config_impl.cc, MetadataMatchCriteriaImpl::mergeMatchCriteria).
 */
export function subsetCriteriaOf(
  { metadataMatch }: Pick<ForwardAction, 'metadataMatch'>,
  weighted: Pick<WeightedCluster, 'metadataMatch'> | undefined,
): SubsetCriteria {
  if (weighted === undefined || weighted.metadataMatch.size === 0) return metadataMatch;
  return new Map([...metadataMatch, ...weighted.metadataMatch]);
}
