import type { ChosenPriority } from './choosePriority.js';
import type { UpstreamHost } from './UpstreamHost.js';

/**
 * The weight of each locality of a priority, by `localityKey`: its `load_balancing_weight`, less when few of its hosts are usable:
 * `w * min(1, overprovisioning * usable / counted)` (load_balancing_policies/common/locality_wrr.cc `effectiveLocalityWeight`).
 */
export function effectiveLocalityWeights({
  all,
  candidates,
  overprovisioning,
}: ChosenPriority): ReadonlyMap<string, number> {
  const counted = countByLocality(all.filter(({ excluded }) => !excluded));
  const usable = countByLocality(candidates);
  return new Map(
    candidates.map((host) => {
      const key = localityKey(host);
      const ratio = ((overprovisioning / 100) * (usable.get(key) ?? 0)) / Math.max(1, counted.get(key) ?? 0);
      return [key, host.localityWeight * Math.min(1, ratio)];
    }),
  );
}

/** Hosts of one locality share this. */
export function localityKey({ locality: { region, zone, subZone } }: UpstreamHost): string {
  return JSON.stringify([region, zone, subZone]);
}

function countByLocality(hosts: readonly UpstreamHost[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const host of hosts) counts.set(localityKey(host), (counts.get(localityKey(host)) ?? 0) + 1);
  return counts;
}
