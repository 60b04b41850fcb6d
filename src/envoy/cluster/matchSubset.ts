import type { Decision } from '../../logic/Decision.js';
import type { Cluster, SubsetConfig } from '../model/Cluster.js';
import type { ClusterContext } from './ClusterContext.js';
import { hasMetadata } from './hasMetadata.js';
import { undecided } from './undecided.js';
import type { UpstreamHost } from './UpstreamHost.js';

/** The metadata namespace of load balancing. */
const NAMESPACE = 'envoy.lb';

/** What a host must have in that namespace. */
type Criteria = ReadonlyMap<string, unknown>;

/**
 * Subset load balancing (load_balancing_policies/subset/subset_lb.cc): the criteria's keys must be exactly a selector's, and
 * some host must have their values in `envoy.lb`; else the selector's fallback, else the cluster's. Dynamic metadata
 * `envoy.lb` goes over the route's criteria (measured). All hosts where the cluster has no `lb_subset_config`.
 */
export function matchSubset(
  cluster: Cluster,
  hosts: readonly UpstreamHost[],
  { subsetCriteria, dynamicMetadata }: Pick<ClusterContext, 'subsetCriteria' | 'dynamicMetadata'>,
): Decision<readonly UpstreamHost[]> {
  const { subsets } = cluster;
  if (subsets === undefined || subsets.selectors.length === 0) return decided(hosts, []);
  if (subsets.unsupported.length > 0) {
    return undecided(subsets.at, `lb_subset_config of ${cluster.name}: ${subsets.unsupported.join(', ')}`);
  }
  const dynamic = Object.entries(dynamicMetadata.get(NAMESPACE) ?? {});
  return choose(cluster, subsets, hosts, new Map([...subsetCriteria, ...dynamic]));
}

function choose(
  cluster: Cluster,
  subsets: SubsetConfig,
  hosts: readonly UpstreamHost[],
  criteria: Criteria,
): Decision<readonly UpstreamHost[]> {
  const keys = [...criteria.keys()];
  const selector = subsets.selectors.find((one) => sameKeys(one.keys, keys));
  const words = keys.map((key) => `${key}=${JSON.stringify(criteria.get(key))}`).join(', ');
  if (selector !== undefined) {
    const chosen = hostsWith(hosts, criteria, subsets.listAsAny);
    if (chosen === undefined) return metadataMissing(cluster);
    const got = `${chosen.length} hosts`;
    if (chosen.length > 0) return decided(chosen, [{ name: 'metadata_match', expected: words, got, truth: 'yes' }]);
  }
  const own = selector?.fallbackPolicy ?? 'NOT_DEFINED';
  const policy = own === 'NOT_DEFINED' ? subsets.fallbackPolicy : own;
  const expected = words === '' ? 'no criteria' : words;
  const because = [{ name: 'fallback_policy', expected, got: policy, truth: 'yes' as const }];
  switch (policy) {
    case 'NO_FALLBACK':
      return decided([], because);
    case 'ANY_ENDPOINT':
      return decided(hosts, because);
    case 'DEFAULT_SUBSET': {
      const chosen = hostsWith(hosts, subsets.defaultSubset, subsets.listAsAny);
      return chosen === undefined ? metadataMissing(cluster) : decided(chosen, because);
    }
    case 'KEYS_SUBSET': {
      const kept = new Map([...criteria].filter(([key]) => selector?.fallbackKeys.includes(key) === true));
      // Envoy refuses keys that are not fewer; here they must not lead round in a circle.
      if (kept.size >= criteria.size) return undecided(subsets.at, `fallback_keys_subset of ${cluster.name}`);
      const chosen = choose(cluster, subsets, hosts, kept);
      return { ...chosen, because: [...because, ...chosen.because] };
    }
  }
}

function sameKeys(a: readonly string[], b: readonly string[]): boolean {
  return new Set(a).size === b.length && a.every((key) => b.includes(key));
}

/** undefined: the metadata of some host is not known. */
function hostsWith(
  hosts: readonly UpstreamHost[],
  wanted: Criteria,
  listAsAny: boolean,
): readonly UpstreamHost[] | undefined {
  if (wanted.size > 0 && hosts.some(({ metadata }) => metadata === undefined)) return undefined;
  const values = Object.fromEntries(wanted);
  return hosts.filter(({ metadata = {} }) => hasMetadata(metadata, NAMESPACE, values, listAsAny));
}

function metadataMissing(cluster: Cluster): Decision<readonly UpstreamHost[]> {
  return undecided(cluster.at, `endpoint metadata of ${cluster.name}: the dump was taken without include_eds`);
}

function decided(
  value: readonly UpstreamHost[],
  because: Decision<unknown>['because'],
): Decision<readonly UpstreamHost[]> {
  return { truth: 'yes', value, because, skipped: [] };
}
