import type { Decision } from '../../logic/Decision.js';
import type { Branch, Choose } from '../../logic/Fork.js';
import type { Cluster } from '../model/Cluster.js';
import { countHosts, hostsByPriority } from './countHosts.js';
import { priorityLoad } from './priorityLoad.js';
import { undecided } from './undecided.js';
import type { HostSet } from './UpstreamHost.js';

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
  const priorities = members.flatMap((member) => {
    const { hosts } = member;
    if (hosts.kind !== 'hosts') return [];
    return hostsByPriority(hosts.hosts).map((group) => ({
      member,
      counts: countHosts(group, hosts.overprovisioningFactor),
    }));
  });
  if (members.some(({ hosts }) => hosts.kind !== 'hosts')) {
    return undecided(cluster.at, `aggregate ${cluster.name} has members without a host list`);
  }
  if (priorities.length === 0) {
    const because = [{ name: 'clusters', expected: 'a member with hosts', got: 'none', truth: 'no' as const }];
    return { truth: 'no', at: cluster.at, because, skipped: [] };
  }
  const loads = priorityLoad(
    priorities.map(({ counts }) => counts),
    cluster.healthyPanicThreshold,
  );
  const shares = new Map<Member, number>();
  for (const [index, { healthyLoad, degradedLoad }] of loads.entries()) {
    const member = priorities[index]?.member;
    if (member !== undefined) shares.set(member, (shares.get(member) ?? 0) + healthyLoad + degradedLoad);
  }
  const branches: Branch<Member>[] = [...shares]
    .filter(([, share]) => share > 0)
    .map(([value, share]) => ({ label: value.cluster.name, probability: share / 100, weight: share, value }));
  const { value } = choose({ name: 'aggregate', about: `member of ${cluster.name}`, branches, modulus: 100 });
  const expected = members.map(({ cluster: { name } }) => name).join(', ');
  const because = [{ name: 'clusters', expected, got: value.cluster.name, truth: 'yes' as const }];
  return { truth: 'yes', value, at: cluster.at, because, skipped: [] };
}
