import type { Decision } from '../../logic/Decision.js';
import type { Branch, Choose } from '../../logic/Fork.js';
import type { Cluster } from '../model/Cluster.js';
import { uniqueLabels } from '../uniqueLabels.js';
import { slotsOf, type PrioritySlot } from './choosePriority.js';
import { countHosts, hostsByPriority } from './countHosts.js';
import { priorityLoad, type PriorityCounts } from './priorityLoad.js';
import { undecided } from './undecided.js';
import type { HostSet } from './UpstreamHost.js';

/** A member of an aggregate cluster with its hosts. */
export interface Member {
  readonly cluster: Cluster;
  readonly hosts: HostSet;
}

/** A member, and which of its own priorities takes the request. */
export interface ChosenMember extends Member {
  readonly slot: PrioritySlot;
}

/** A priority of the aggregate: one of a member that has hosts. */
interface LinearPriority {
  readonly member: Member;
  readonly priority: number;
  readonly counts: PriorityCounts;
}

/**
 * An aggregate's priorities are its members' priorities that have hosts, one after the other. The load is spread over all of
 * them; inside the priority that is chosen the member's own rules hold, its own panic included (clusters/aggregate/cluster.cc
 * `linearizePrioritySet`, lb_context.h `determinePriorityLoad`, measured).
 */
export function chooseMember(cluster: Cluster, members: readonly Member[], choose: Choose): Decision<ChosenMember> {
  if (members.some(({ hosts }) => hosts.kind !== 'hosts')) {
    return undecided(cluster.at, `aggregate ${cluster.name} has members without a host list`);
  }
  const priorities = members.flatMap(prioritiesOf);
  const expected = members.map(({ cluster: { name } }) => name).join(', ');
  if (priorities.length === 0) {
    const because = [{ name: 'clusters', expected: 'a member with hosts', got: 'none', truth: 'no' as const }];
    return { truth: 'no', at: cluster.at, because, skipped: [] };
  }
  const loads = priorityLoad(
    priorities.map(({ counts }) => counts),
    cluster.healthyPanicThreshold,
  );
  const branches = branchesOf(priorities, slotsOf(loads));
  const { value, label } = choose({ name: 'aggregate', about: `member of ${cluster.name}`, branches, modulus: 100 });
  const because = [{ name: 'clusters', expected, got: label, truth: 'yes' as const }];
  return { truth: 'yes', value, at: cluster.at, because, skipped: [] };
}

function prioritiesOf(member: Member): readonly LinearPriority[] {
  const { hosts } = member;
  if (hosts.kind !== 'hosts') return [];
  return hostsByPriority(hosts.hosts).flatMap((group, priority) =>
    group.length === 0 ? [] : [{ member, priority, counts: countHosts(group, hosts.overprovisioningFactor) }],
  );
}

function branchesOf(
  priorities: readonly LinearPriority[],
  slots: ReturnType<typeof slotsOf>,
): readonly Branch<ChosenMember>[] {
  const chosen = slots.flatMap(({ slot: { priority: index, degraded }, percent }) => {
    const linear = priorities[index];
    if (linear === undefined) return [];
    const { member, priority } = linear;
    const label = `${member.cluster.name}${priority > 0 ? ` P${priority}` : ''}${degraded ? ' degraded' : ''}`;
    return [{ label, percent, value: { ...member, slot: { priority, degraded } } }];
  });
  const labels = uniqueLabels(chosen.map(({ label }) => label));
  return chosen.map(({ label, percent, value }, index) => ({
    label: labels[index] ?? label,
    probability: percent / 100,
    weight: percent,
    value,
  }));
}
