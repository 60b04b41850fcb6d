import type { Decision } from '../../../logic/Decision.js';
import type { Cluster } from '../../model/Cluster.js';
import type { ClusterContext } from '../ClusterContext.js';
import { undecided } from '../undecided.js';
import type { UpstreamHost } from '../UpstreamHost.js';
import { LB_NAMESPACE, type Criteria, type SubsetTry } from './SubsetTry.js';
import { triesOf } from './triesOf.js';

/** The criterion that names further criteria (`MetadataEnvoyLbKeys::FALLBACK_LIST`). */
const FALLBACK_LIST = 'fallback_list';

/**
 * Subset load balancing (load_balancing_policies/subset/subset_lb.cc `chooseHost`): where a host is looked for, in order, until there is one.
 * Dynamic metadata `envoy.lb` goes over the route's criteria (measured). With `metadata_fallback_policy: FALLBACK_LIST` each entry of the
 * criterion `fallback_list` goes over the others in turn. All hosts where the cluster has no `lb_subset_config`.
 */
export function subsetTries(
  cluster: Cluster,
  hosts: readonly UpstreamHost[],
  { subsetCriteria, dynamicMetadata }: Pick<ClusterContext, 'subsetCriteria' | 'dynamicMetadata'>,
): Decision<readonly SubsetTry[]> {
  const { subsets } = cluster;
  if (subsets === undefined || subsets.selectors.length === 0) return decided([{ hosts, because: [], single: false }]);
  if (subsets.unsupported.length > 0) {
    return undecided(subsets.at, `lb_subset_config of ${cluster.name}: ${subsets.unsupported.join(', ')}`);
  }
  const dynamic = Object.entries(dynamicMetadata.get(LB_NAMESPACE) ?? {});
  const criteria = new Map<string, unknown>([...subsetCriteria, ...dynamic]);
  const tries: SubsetTry[] = [];
  for (const one of subsets.fallbackList ? inTurn(criteria) : [criteria]) {
    const found = triesOf(cluster, subsets, hosts, one);
    if (found.value === undefined) return found;
    tries.push(...found.value);
  }
  return decided(tries);
}

function inTurn(criteria: Criteria): readonly Criteria[] {
  const list = criteria.get(FALLBACK_LIST);
  const rest = new Map([...criteria].filter(([key]) => key !== FALLBACK_LIST));
  if (!Array.isArray(list) || list.length === 0) return [rest];
  return list.map((own: unknown) => new Map<string, unknown>([...rest, ...Object.entries(own ?? {})]));
}

function decided(value: readonly SubsetTry[]): Decision<readonly SubsetTry[]> {
  return { truth: 'yes', value, because: [], skipped: [] };
}
