import type { Criterion } from '../../logic/Criterion.js';
import type { Decision } from '../../logic/Decision.js';
import type { Choose } from '../../logic/Fork.js';
import type { Cluster } from '../model/Cluster.js';
import { chooseInPriority } from './chooseInPriority.js';
import { chooseMember } from './chooseMember.js';
import { choosePriority, type ChosenPriority, type PrioritySlot } from './choosePriority.js';
import type { ClusterContext } from './ClusterContext.js';
import { matchSubset } from './matchSubset.js';
import { passedOver } from './passedOver.js';
import { undecided } from './undecided.js';
import type { HostSet, UpstreamHost } from './UpstreamHost.js';

/**
 * The host that takes the request: subset, priority, locality, then the load balancing policy, each a fork where chance
 * decides. `no`: no healthy upstream (UH). ORIGINAL_DST and dynamic_forward_proxy have no choice to make: not for them.
 */
export function chooseHost(
  cluster: Cluster,
  hosts: HostSet,
  context: ClusterContext,
  choose: Choose,
): Decision<UpstreamHost> {
  if (hosts.kind === 'aggregate') {
    const member = chooseMember(cluster, hosts.members, choose);
    if (member.value === undefined) return without(member);
    const chosen = chooseListed(member.value.cluster, member.value.hosts, context, choose, member.value.slot);
    return { ...chosen, because: [...member.because, ...chosen.because] };
  }
  return chooseListed(cluster, hosts, context, choose);
}

function chooseListed(
  cluster: Cluster,
  hosts: HostSet,
  context: ClusterContext,
  choose: Choose,
  slot?: PrioritySlot,
): Decision<UpstreamHost> {
  if (hosts.kind !== 'hosts') return undecided(cluster.at, `hosts of ${cluster.name}`);
  const subset = matchSubset(cluster, hosts.hosts, context);
  if (subset.value === undefined) return without(subset);
  const priority = choosePriority(cluster, subset.value, hosts.overprovisioningFactor, choose, slot);
  const skipped = passedOver(subset.value, priority);
  if (priority.candidates.length === 0) {
    const because = [...subset.because, noHealthyUpstream(cluster, subset.value, priority)];
    return { truth: 'no', at: cluster.at, because, skipped };
  }
  const host = chooseInPriority(cluster, priority, context, choose);
  const spread: Criterion = { name: 'priority', expected: priority.why, got: String(priority.priority), truth: 'yes' };
  const because = [...subset.because, spread, ...panic(cluster, priority)];
  return { ...host, because: [...because, ...host.because], skipped };
}

/** A decision that already failed before there was a host to choose. */
function without({ truth, because, skipped, unknown }: Decision<unknown>): Decision<UpstreamHost> {
  return { truth, because, skipped, ...(unknown === undefined ? {} : { unknown }) };
}

function noHealthyUpstream(cluster: Cluster, hosts: readonly UpstreamHost[], priority: ChosenPriority): Criterion {
  if (hosts.length > 0 && priority.panic) {
    return { name: 'fail_traffic_on_panic', expected: 'false, or no panic', got: 'true, in panic', truth: 'no' };
  }
  const got = hosts.length === 0 ? 'no hosts' : `${hosts.length} hosts, none usable`;
  return { name: 'healthy host', expected: `one in ${cluster.name}`, got, truth: 'no' };
}

function panic(cluster: Cluster, priority: ChosenPriority): readonly Criterion[] {
  if (!priority.panic) return [];
  const expected = `${cluster.healthyPanicThreshold} % available`;
  return [{ name: 'healthy_panic_threshold', expected, got: 'fewer: panic, all hosts are used', truth: 'yes' }];
}
