import type { Decision } from '../../logic/Decision.js';
import type { Choose } from '../../logic/Fork.js';
import type { Cluster } from '../model/Cluster.js';
import { chooseMember } from './chooseMember.js';
import { choosePriority, type ChosenPriority } from './choosePriority.js';
import { chooseInPriority } from './chooseInPriority.js';
import type { ClusterContext } from './ClusterContext.js';
import { matchSubset } from './matchSubset.js';
import { addressLabel, type HostSet, type UpstreamHost } from './UpstreamHost.js';

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
    if (member.value === undefined) return undecided(member);
    return chooseHost(member.value.cluster, member.value.hosts, context, choose);
  }
  if (hosts.kind !== 'hosts') return { truth: 'unknown', because: [], skipped: [], unknown: `hosts of ${cluster.name}` };
  if (cluster.unsupported.length > 0) {
    const what = `cluster ${cluster.name}: ${cluster.unsupported.join(', ')}`;
    return { truth: 'unknown', at: cluster.at, because: [], skipped: [], unknown: what };
  }
  const subset = matchSubset(cluster, hosts.hosts, context.subsetCriteria);
  if (subset.value === undefined) return undecided(subset);
  const priority = choosePriority(cluster, subset.value, hosts.overprovisioningFactor, choose);
  if (priority.candidates.length === 0) return noHealthyUpstream(cluster, subset.value, priority);
  const host = chooseInPriority(cluster, priority, context, choose);
  const because = [
    ...subset.because,
    { name: 'priority', expected: priority.why, got: String(priority.priority), truth: 'yes' as const },
    ...(priority.panic ? [{ name: 'healthy_panic_threshold', expected: `${cluster.healthyPanicThreshold} % available`, got: 'fewer: panic, all hosts are used', truth: 'yes' as const }] : []),
  ];
  return { truth: 'yes', value: host, at: host.at, because, skipped: losers(subset.value, priority) };
}

/** A decision that already failed before there was a host to choose. */
function undecided({ truth, because, unknown }: Decision<unknown>): Decision<UpstreamHost> {
  return { truth, because, skipped: [], ...(unknown === undefined ? {} : { unknown }) };
}

function noHealthyUpstream(cluster: Cluster, hosts: readonly UpstreamHost[], priority: ChosenPriority): Decision<UpstreamHost> {
  const got = hosts.length === 0 ? 'no hosts' : `${hosts.length} hosts, none usable`;
  const because = [{ name: 'healthy host', expected: 'one', got, truth: 'no' as const }];
  return { truth: 'no', at: cluster.at, because, skipped: losers(hosts, priority) };
}

function losers(hosts: readonly UpstreamHost[], priority: ChosenPriority): Decision<UpstreamHost>['skipped'] {
  return hosts
    .filter((host) => !priority.candidates.includes(host))
    .map((host) => ({
      what: `host ${addressLabel(host.address)}`,
      at: host.at,
      held: host.priority === priority.priority ? 1 : 0,
      failed:
        host.health === 'healthy'
          ? { name: 'priority', expected: String(priority.priority), got: String(host.priority), truth: 'no' as const }
          : { name: 'health_status', expected: 'healthy', got: host.flags.join(', '), truth: 'no' as const },
    }));
}
