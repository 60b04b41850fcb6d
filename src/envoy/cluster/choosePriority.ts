import type { Branch, Choose } from '../../logic/Fork.js';
import type { Cluster } from '../model/Cluster.js';
import { countHosts, hostsByPriority } from './countHosts.js';
import { hashesHosts } from './hashesHosts.js';
import { priorityLoad, type PriorityLoad } from './priorityLoad.js';
import type { UpstreamHost } from './UpstreamHost.js';

/** A priority, and whether its healthy or its degraded hosts are meant. */
export interface PrioritySlot {
  readonly priority: number;
  readonly degraded: boolean;
}

/** A priority, and those of its hosts that may take the request. */
export interface ChosenPriority extends PrioritySlot {
  readonly candidates: readonly UpstreamHost[];
  /** Hosts of the priority that are counted for the weight of a locality, whether they may take it or not. */
  readonly all: readonly UpstreamHost[];
  readonly panic: boolean;
  /** Percent. */
  readonly overprovisioning: number;
  /** How the load is spread, in words: "P0 93 %, P1 7 %". */
  readonly why: string;
}

/**
 * Chooses a priority by its share of the load, then its healthy or degraded hosts, or all of them in panic
 * (`LoadBalancerBase::chooseHostSet`, `ZoneAwareLoadBalancerBase::hostSourceToUse`). No candidates: no healthy upstream.
 * `fixed` is what an aggregate has already chosen; policies that hash do not ask for it (measured).
 */
export function choosePriority(
  cluster: Cluster,
  hosts: readonly UpstreamHost[],
  overprovisioning: number,
  choose: Choose,
  fixed?: PrioritySlot,
): ChosenPriority {
  const groups = hostsByPriority(hosts);
  const loads = priorityLoad(
    groups.map((group) => countHosts(group, overprovisioning)),
    cluster.healthyPanicThreshold,
  );
  const why = loads
    .map(({ healthyLoad, degradedLoad }, index) => `P${index} ${healthyLoad + degradedLoad} %`)
    .join(', ');
  const hashes = hashesHosts(cluster);
  const at = ({ priority, degraded }: PrioritySlot): ChosenPriority => {
    const all = groups[priority] ?? [];
    const panic = loads[priority]?.panic ?? false;
    const wanted = degraded && !hashes ? 'degraded' : 'healthy';
    const usable = panic ? all : all.filter(({ health }) => health === wanted);
    const candidates = panic && cluster.failTrafficOnPanic && !hashes ? [] : usable;
    return { priority, degraded, candidates, all, panic, overprovisioning, why };
  };
  if (fixed !== undefined && !hashes) return at(fixed);
  const branches = slotsOf(loads).map(({ slot, percent }): Branch<ChosenPriority> => {
    const label = `P${slot.priority}${slot.degraded ? ' degraded' : ''}`;
    return { label, probability: percent / 100, weight: percent, value: at(slot) };
  });
  return choose({ name: 'priority', about: `priority of ${cluster.name}`, branches, modulus: 100 }).value;
}

/** Where the load goes, in the order in which the random number is looked up; the percents make 100. */
export function slotsOf(
  loads: readonly PriorityLoad[],
): readonly { readonly slot: PrioritySlot; readonly percent: number }[] {
  const healthy = loads.map(({ healthyLoad }, priority) => ({
    slot: { priority, degraded: false },
    percent: healthyLoad,
  }));
  const degraded = loads.map(({ degradedLoad }, priority) => ({
    slot: { priority, degraded: true },
    percent: degradedLoad,
  }));
  return [...healthy, ...degraded].filter(({ percent }) => percent > 0);
}
