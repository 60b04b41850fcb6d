import type { Branch, Choose } from '../../logic/Fork.js';
import type { Cluster } from '../model/Cluster.js';
import { countHosts, hostsByPriority } from './countHosts.js';
import { priorityLoad } from './priorityLoad.js';
import type { UpstreamHost } from './UpstreamHost.js';

/** A priority, and those of its hosts that may take the request. */
export interface ChosenPriority {
  readonly priority: number;
  readonly candidates: readonly UpstreamHost[];
  /** Hosts of the priority that are counted for the weight of a locality, whether they may take it or not. */
  readonly all: readonly UpstreamHost[];
  readonly panic: boolean;
  /** Percent. */
  readonly overprovisioning: number;
  readonly degraded: boolean;
  /** How the load is spread, in words: "P0 93 %, P1 7 %". */
  readonly why: string;
}

/**
 * Chooses a priority by its share of the load, then its healthy or degraded hosts, or all of them in panic
 * (`LoadBalancerBase::chooseHostSet`, `ZoneAwareLoadBalancerBase::hostSourceToUse`). No candidates: no healthy upstream.
 */
export function choosePriority(
  cluster: Cluster,
  hosts: readonly UpstreamHost[],
  overprovisioning: number,
  choose: Choose,
): ChosenPriority {
  const groups = hostsByPriority(hosts);
  const loads = priorityLoad(
    groups.map((group) => countHosts(group, overprovisioning)),
    cluster.healthyPanicThreshold,
  );
  const why = loads
    .map(({ healthyLoad, degradedLoad }, index) => `P${index} ${healthyLoad + degradedLoad} %`)
    .join(', ');
  const healthy: Branch<ChosenPriority>[] = [];
  const degraded: Branch<ChosenPriority>[] = [];
  for (const [priority, { healthyLoad, degradedLoad, panic }] of loads.entries()) {
    const all = groups[priority] ?? [];
    const base = { priority, all, panic, why, overprovisioning };
    const inPanic = cluster.failTrafficOnPanic ? [] : all;
    const candidatesOf = (wanted: UpstreamHost['health']): readonly UpstreamHost[] =>
      panic ? inPanic : all.filter(({ health }) => health === wanted);
    if (healthyLoad > 0) {
      const value = { ...base, candidates: candidatesOf('healthy'), degraded: false };
      healthy.push(branch(`P${priority}`, healthyLoad, value));
    }
    if (degradedLoad > 0) {
      const value = { ...base, candidates: candidatesOf('degraded'), degraded: true };
      degraded.push(branch(`P${priority} degraded`, degradedLoad, value));
    }
  }
  // In this order the random number is looked up; the loads always add up to 100.
  const branches = [...healthy, ...degraded];
  return choose({ name: 'priority', about: `priority of ${cluster.name}`, branches, modulus: 100 }).value;
}

function branch(label: string, percent: number, value: ChosenPriority): Branch<ChosenPriority> {
  return { label, probability: percent / 100, weight: percent, value };
}
