import type { Decision } from '../../logic/Decision.js';
import type { Branch, Choose } from '../../logic/Fork.js';
import type { Cluster } from '../model/Cluster.js';
import { priorityLoad, type PriorityCounts } from './priorityLoad.js';
import type { HostSet, UpstreamHost } from './UpstreamHost.js';

/** A member of an aggregate cluster with its hosts. */
export interface Member {
  readonly cluster: Cluster;
  readonly hosts: HostSet;
}

/**
 * An aggregate's priorities are its members' priorities one after the other; the load is spread over all of them, and the
 * member that is chosen balances by its own rules, its own panic included (clusters/aggregate/cluster.cc, measured).
 */
export function chooseMember(cluster: Cluster, members: readonly Member[], choose: Choose): Decision<Member> {
  const priorities = members.flatMap((member) => countsOf(member.hosts).map((counts) => ({ member, counts })));
  if (members.some(({ hosts }) => hosts.kind !== 'hosts')) {
    return { truth: 'unknown', at: cluster.at, because: [], skipped: [], unknown: `aggregate ${cluster.name} has members without a host list` };
  }
  if (priorities.length === 0) {
    const because = [{ name: 'clusters', expected: 'a member with hosts', got: 'none', truth: 'no' as const }];
    return { truth: 'no', at: cluster.at, because, skipped: [] };
  }
  const loads = priorityLoad(priorities.map(({ counts }) => counts), 140, cluster.healthyPanicThreshold);
  const shares = new Map<Member, number>();
  for (const [index, { healthyLoad, degradedLoad }] of loads.entries()) {
    const member = priorities[index]?.member;
    if (member !== undefined) shares.set(member, (shares.get(member) ?? 0) + healthyLoad + degradedLoad);
  }
  const branches: Branch<Member>[] = [...shares]
    .filter(([, share]) => share > 0)
    .map(([value, share]) => ({ label: value.cluster.name, probability: share / 100, weight: share, value }));
  const { value } = choose({ name: 'aggregate', about: `member of ${cluster.name}`, branches, modulus: 100 });
  const because = [{ name: 'clusters', expected: members.map(({ cluster: { name } }) => name).join(', '), got: value.cluster.name, truth: 'yes' as const }];
  return { truth: 'yes', value, at: cluster.at, because, skipped: [] };
}

function countsOf(hosts: HostSet): readonly PriorityCounts[] {
  if (hosts.kind !== 'hosts') return [];
  const highest = hosts.hosts.reduce((top, { priority }) => Math.max(top, priority), 0);
  const count = (priority: number, test: (host: UpstreamHost) => boolean): number =>
    hosts.hosts.filter((host) => host.priority === priority && test(host)).length;
  return Array.from({ length: Math.min(highest, 128) + 1 }, (_, priority) => ({
    hosts: count(priority, () => true),
    healthy: count(priority, ({ health }) => health === 'healthy'),
    degraded: count(priority, ({ health }) => health === 'degraded'),
    excluded: count(priority, ({ excluded }) => excluded),
  }));
}
