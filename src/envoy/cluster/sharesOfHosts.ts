import type { Cluster } from '../model/Cluster.js';
import type { ChosenPriority } from './choosePriority.js';
import { effectiveLocalityWeights, localityKey } from './effectiveLocalityWeights.js';
import { hashesHosts } from './hashesHosts.js';
import type { UpstreamHost } from './UpstreamHost.js';
import { weighsLocalities } from './weighsLocalities.js';

/** A host and its part of the traffic, relative to the others'. */
export interface HostShare {
  readonly host: UpstreamHost;
  readonly share: number;
}

/**
 * How a priority's traffic is spread over its hosts: by the weights of localities where the cluster has
 * `locality_weighted_lb_config` (not in panic, and not where none has a weight), inside by those of endpoints; RANDOM does not
 * look at endpoint weights (load_balancer_impl.cc `hostSourceToUse`, measured). Hosts without traffic are left out.
 */
export function sharesOfHosts(cluster: Cluster, priority: ChosenPriority): readonly HostShare[] {
  const own = (host: UpstreamHost): number => (cluster.lbPolicy === 'RANDOM' ? 1 : Math.max(1, host.weight));
  const even = priority.candidates.map((host) => ({ host, share: own(host) }));
  const hashes = hashesHosts(cluster);
  if (!weighsLocalities(cluster) || (priority.panic && !hashes)) return even;
  const weights = hashes ? ownLocalityWeights(priority) : effectiveLocalityWeights(priority);
  if (!hashes && [...weights.values()].every((weight) => weight === 0)) return even;
  const totals = new Map<string, number>();
  for (const { host, share } of even) totals.set(localityKey(host), (totals.get(localityKey(host)) ?? 0) + share);
  return even
    .map(({ host, share }) => {
      const key = localityKey(host);
      return { host, share: ((weights.get(key) ?? 0) * share) / (totals.get(key) ?? 1) };
    })
    .filter(({ share }) => share > 0);
}

function ownLocalityWeights({ candidates }: ChosenPriority): ReadonlyMap<string, number> {
  return new Map(candidates.map((host) => [localityKey(host), host.localityWeight]));
}
