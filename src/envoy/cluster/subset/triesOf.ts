import type { Criterion } from '../../../logic/Criterion.js';
import type { Decision } from '../../../logic/Decision.js';
import type { Cluster, SubsetConfig } from '../../model/Cluster.js';
import { hasMetadata } from '../hasMetadata.js';
import { undecided } from '../undecided.js';
import type { UpstreamHost } from '../UpstreamHost.js';
import { scaleLocalityWeights } from './scaleLocalityWeights.js';
import { ownFallback, selectorOf, withoutRedundant } from './selectorOf.js';
import { LB_NAMESPACE, type Criteria, type SubsetTry } from './SubsetTry.js';

/**
 * Where some criteria lead (subset_lb.cc `chooseHostIteration`): their keys must be exactly a selector's, and some host must have their values in
 * `envoy.lb`; else the selector's fallback, else the cluster's, and with `panic_mode_any` any host where that has none.
 */
export function triesOf(
  cluster: Cluster,
  subsets: SubsetConfig,
  hosts: readonly UpstreamHost[],
  given: Criteria,
): Decision<readonly SubsetTry[]> {
  const criteria = withoutRedundant(subsets, given);
  const selector = selectorOf(subsets, criteria);
  const words = [...criteria].map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(', ');
  const { single = false } = selector ?? {};
  const within = (chosen: readonly UpstreamHost[], criterion: Criterion, one = false): SubsetTry => ({
    hosts: scaleLocalityWeights(subsets, hosts, chosen),
    because: [criterion],
    single: one,
  });
  if (selector !== undefined) {
    const chosen = hostsWith(hosts, criteria, subsets.listAsAny);
    if (chosen === undefined) return metadataMissing(cluster);
    const got = `${chosen.length} hosts`;
    const matched = { name: 'metadata_match', expected: words, got, truth: 'yes' } as const;
    if (chosen.length > 0) return decided([within(chosen, matched, single)]);
  }
  const own = selector && ownFallback(subsets, selector);
  const policy = own ?? subsets.fallbackPolicy;
  const expected = words === '' ? 'no criteria' : words;
  const because = { name: 'fallback_policy', expected, got: policy, truth: 'yes' } as const;
  switch (policy) {
    case 'NO_FALLBACK':
      return decided([within([], because)]);
    case 'ANY_ENDPOINT':
      return decided([within(hosts, because)]);
    case 'DEFAULT_SUBSET': {
      const chosen = hostsWith(hosts, subsets.defaultSubset, subsets.listAsAny);
      if (chosen === undefined) return metadataMissing(cluster);
      const any =
        own === undefined && subsets.panicModeAny ? [within(hosts, { ...because, got: 'panic_mode_any' })] : [];
      return decided([within(chosen, because), ...any]);
    }
    case 'KEYS_SUBSET': {
      const kept = new Map([...criteria].filter(([key]) => selector?.fallbackKeys.includes(key) === true));
      // Envoy refuses keys that are not fewer; here they must not lead round in a circle.
      if (kept.size >= criteria.size) return undecided(subsets.at, `fallback_keys_subset of ${cluster.name}`);
      const found = triesOf(cluster, subsets, hosts, kept);
      const { value } = found;
      return value === undefined
        ? found
        : decided(value.map((one) => ({ ...one, because: [because, ...one.because] })));
    }
  }
}

/** undefined: the metadata of some host is not known. */
function hostsWith(
  hosts: readonly UpstreamHost[],
  wanted: Criteria,
  listAsAny: boolean,
): readonly UpstreamHost[] | undefined {
  if (wanted.size > 0 && hosts.some(({ metadata }) => metadata === undefined)) return undefined;
  const values = Object.fromEntries(wanted);
  return hosts.filter(({ metadata = {} }) => hasMetadata(metadata, LB_NAMESPACE, values, listAsAny));
}

function metadataMissing(cluster: Cluster): Decision<never> {
  return undecided(cluster.at, `endpoint metadata of ${cluster.name}: the dump was taken without include_eds`);
}

function decided(value: readonly SubsetTry[]): Decision<readonly SubsetTry[]> {
  return { truth: 'yes', value, because: [], skipped: [] };
}
