import type { SubsetConfig } from '../../model/Cluster.js';
import { localityKey } from '../effectiveLocalityWeights.js';
import type { UpstreamHost } from '../UpstreamHost.js';

/**
 * `scale_locality_weight`: in a subset a locality weighs as much as the share of its hosts that the subset has, rounded (subset_lb.cc
 * `determineLocalityWeights`).
 */
export function scaleLocalityWeights(
  { scaleLocalityWeight, localityWeightAware }: SubsetConfig,
  all: readonly UpstreamHost[],
  chosen: readonly UpstreamHost[],
): readonly UpstreamHost[] {
  if (!scaleLocalityWeight || !localityWeightAware) return chosen;
  const [of, own] = [countsOf(all), countsOf(chosen)];
  return chosen.map((host) => {
    const key = placeOf(host);
    const share = (host.localityWeight * (own.get(key) ?? 0)) / (of.get(key) ?? 1);
    return { ...host, localityWeight: Math.round(share) };
  });
}

function placeOf(host: UpstreamHost): string {
  return `${host.priority} ${localityKey(host)}`;
}

function countsOf(hosts: readonly UpstreamHost[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const host of hosts) counts.set(placeOf(host), (counts.get(placeOf(host)) ?? 0) + 1);
  return counts;
}
