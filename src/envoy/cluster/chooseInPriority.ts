import type { Choose, Fork } from '../../logic/Fork.js';
import type { Cluster } from '../model/Cluster.js';
import type { ChosenPriority } from './choosePriority.js';
import type { ClusterContext } from './ClusterContext.js';
import { effectiveLocalityWeight } from './effectiveLocalityWeight.js';
import { addressLabel, type UpstreamHost } from './UpstreamHost.js';

/**
 * One host of a priority: by locality weights where the cluster has `locality_weighted_lb_config` (not in panic), then by
 * the policy: ROUND_ROBIN and LEAST_REQUEST honour endpoint weights, RANDOM does not (measured), RING_HASH and MAGLEV pick
 * by a hash whose value is not known here.
 */
export function chooseInPriority(
  cluster: Cluster,
  priority: ChosenPriority,
  context: ClusterContext,
  choose: Choose,
): UpstreamHost {
  const shares = sharesOf(cluster, priority);
  const total = shares.reduce((sum, { share }) => sum + share, 0);
  const fork: Fork<UpstreamHost> = {
    name: 'endpoint',
    about: `${cluster.lbPolicy} over ${shares.length} hosts of ${cluster.name}${hashInputs(cluster, context)}`,
    branches: shares.map(({ host, share }) => ({
      label: addressLabel(host.address),
      probability: share / total,
      value: host,
    })),
  };
  return choose(fork).value;
}

interface Share {
  readonly host: UpstreamHost;
  readonly share: number;
}

function sharesOf(cluster: Cluster, priority: ChosenPriority): readonly Share[] {
  const own = (host: UpstreamHost): number => (cluster.lbPolicy === 'RANDOM' ? 1 : Math.max(1, host.weight));
  const even = priority.candidates.map((host) => ({ host, share: own(host) }));
  if (!cluster.localityWeighted || priority.panic) return even;
  const weights = new Map(priority.candidates.map((host) => [localityKey(host), effectiveLocalityWeight(host, priority)]));
  if ([...weights.values()].every((weight) => weight === 0)) return even;
  return priority.candidates.flatMap((host) => {
    const key = localityKey(host);
    const inLocality = priority.candidates.filter((other) => localityKey(other) === key).reduce((sum, other) => sum + own(other), 0);
    const share = ((weights.get(key) ?? 0) * own(host)) / inLocality;
    return share > 0 ? [{ host, share }] : [];
  });
}

/** Hosts of one locality share this. */
export function localityKey({ locality: { region, zone, subZone } }: UpstreamHost): string {
  return JSON.stringify([region, zone, subZone]);
}

function hashInputs({ lbPolicy }: Cluster, { hashPolicies }: ClusterContext): string {
  if (lbPolicy !== 'RING_HASH' && lbPolicy !== 'MAGLEV') return '';
  if (hashPolicies.length === 0) return ', at random: no hash_policy';
  return `, by the hash of ${hashPolicies.map(({ kind, name }) => (name === '' ? kind : `${kind} ${name}`)).join(', ')}`;
}
