import type { Criterion } from '../../logic/Criterion.js';
import type { Decision } from '../../logic/Decision.js';
import type { Choose } from '../../logic/Fork.js';
import type { Cluster } from '../model/Cluster.js';
import { chooseInPriority } from './chooseInPriority.js';
import { chooseMember } from './chooseMember.js';
import { choosePriority, type ChosenPriority, type PrioritySlot } from './choosePriority.js';
import type { ClusterContext } from './ClusterContext.js';
import { subsetTries } from './subset/subsetTries.js';
import type { SubsetTry } from './subset/SubsetTry.js';
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
  const { overprovisioningFactor } = hosts;
  const tries = subsetTries(cluster, hosts.hosts, context);
  let last: Decision<UpstreamHost> = without(tries);
  for (const one of tries.value ?? []) {
    last = chooseInSubset(
      cluster,
      one,
      (own) => choosePriority(cluster, own, overprovisioningFactor, choose, slot),
      (priority) => chooseInPriority(cluster, priority, context, choose),
    );
    if (last.truth !== 'no') return last;
  }
  return last;
}

function chooseInSubset(
  cluster: Cluster,
  { hosts, because: own, single }: SubsetTry,
  inHosts: (hosts: readonly UpstreamHost[]) => ChosenPriority,
  inPriority: (priority: ChosenPriority) => Decision<UpstreamHost>,
): Decision<UpstreamHost> {
  if (single) return firstOf(hosts, own);
  const priority = inHosts(hosts);
  const skipped = passedOver(hosts, priority);
  if (priority.candidates.length === 0) {
    const because = [...own, noHealthyUpstream(cluster, hosts, priority)];
    return { truth: 'no', at: cluster.at, because, skipped };
  }
  const host = inPriority(priority);
  const spread: Criterion = { name: 'priority', expected: priority.why, got: String(priority.priority), truth: 'yes' };
  const because = [...own, spread, ...panic(cluster, priority)];
  return { ...host, because: [...because, ...host.because], skipped };
}

/** `single_host_per_subset`: the first host of the first priority (subset_lb.h `SingleHostLbSubset`). */
function firstOf(hosts: readonly UpstreamHost[], because: readonly Criterion[]): Decision<UpstreamHost> {
  const [first] = hosts.toSorted((a, b) => a.priority - b.priority);
  if (first === undefined) return { truth: 'no', because, skipped: [] };
  const criterion = { name: 'single_host_per_subset', expected: 'the first host', got: 'true', truth: 'yes' } as const;
  return { truth: 'yes', value: first, at: first.at, because: [...because, criterion], skipped: [] };
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
