import type { Decision } from '../../logic/Decision.js';
import type { Choose, Fork } from '../../logic/Fork.js';
import type { Cluster } from '../model/Cluster.js';
import { uniqueLabels } from '../uniqueLabels.js';
import type { ChosenPriority } from './choosePriority.js';
import type { ClusterContext } from './ClusterContext.js';
import { localityKey } from './effectiveLocalityWeights.js';
import { hashesHosts } from './hashesHosts.js';
import { sharesOfHosts } from './sharesOfHosts.js';
import { undecided } from './undecided.js';
import { addressLabel, type UpstreamHost } from './UpstreamHost.js';
import { weighsLocalities } from './weighsLocalities.js';

/**
 * One host of a priority that has candidates: a fork with each host's part of the traffic. RING_HASH and MAGLEV pick by a hash
 * whose value is not known here. `unknown` where locality weights decide and only `/clusters`, which has none, was given.
 */
export function chooseInPriority(
  cluster: Cluster,
  priority: ChosenPriority,
  context: ClusterContext,
  choose: Choose,
): Decision<UpstreamHost> {
  const { candidates } = priority;
  const byLocality = weighsLocalities(cluster) && !priority.panic && new Set(candidates.map(localityKey)).size > 1;
  if (byLocality && candidates.some(({ document }) => document === 'clusters')) {
    return undecided(cluster.at, `locality weights of ${cluster.name}: the dump was taken without include_eds`);
  }
  const shares = sharesOfHosts(cluster, priority);
  if (shares.length === 0) return withoutWeight(cluster);
  const total = shares.reduce((sum, { share }) => sum + share, 0);
  const labels = uniqueLabels(shares.map(({ host }) => addressLabel(host.address)));
  const fork: Fork<UpstreamHost> = {
    name: 'endpoint',
    about: `${cluster.lbPolicy} over ${shares.length} hosts of ${cluster.name}${hashInputs(cluster, context)}`,
    branches: shares.map(({ host, share }, index) => ({
      label: labels[index] ?? '',
      probability: share / total,
      value: host,
    })),
  };
  const { value } = choose(fork);
  return { truth: 'yes', value, at: value.at, because: [], skipped: [] };
}

/** Localities of which none has a weight fill no table of a hashing policy. */
function withoutWeight(cluster: Cluster): Decision<UpstreamHost> {
  const got = 'none has a weight';
  const failed = { name: 'load_balancing_weight', expected: 'a locality with one', got, truth: 'no' as const };
  return { truth: 'no', at: cluster.at, because: [failed], skipped: [] };
}

function hashInputs({ lbPolicy }: Cluster, { hashPolicies }: ClusterContext): string {
  if (!hashesHosts({ lbPolicy })) return '';
  if (hashPolicies.length === 0) return ', at random: no hash_policy';
  return `, by the hash of ${hashPolicies.map(({ kind, name }) => (name === '' ? kind : `${kind} ${name}`)).join(', ')}`;
}
