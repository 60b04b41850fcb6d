import type { Branch, Choose } from '../../logic/Fork.js';
import type { Cluster } from '../model/Cluster.js';
import { priorityLoad, type PriorityCounts } from './priorityLoad.js';
import type { UpstreamHost } from './UpstreamHost.js';

/** A priority, and those of its hosts that may take the request. */
export interface ChosenPriority {
  readonly priority: number;
  readonly candidates: readonly UpstreamHost[];
  /** Hosts of the priority that are counted for the weight of a locality, whether they may take it or not. */
  readonly all: readonly UpstreamHost[];
  readonly panic: boolean;
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
  const highest = hosts.reduce((top, { priority }) => Math.max(top, priority), 0);
  const groups = Array.from({ length: Math.min(highest, MAX_PRIORITY) + 1 }, (_, priority) => hosts.filter((host) => host.priority === priority));
  const loads = priorityLoad(groups.map(countsOf), overprovisioning, cluster.healthyPanicThreshold);
  const why = loads.map(({ healthyLoad, degradedLoad }, index) => `P${index} ${healthyLoad + degradedLoad} %`).join(', ');
  const branches: Branch<ChosenPriority>[] = [];
  for (const [priority, { healthyLoad, degradedLoad, panic }] of loads.entries()) {
    const all = groups[priority] ?? [];
    const base = { priority, all, panic, why };
    const inPanic = cluster.failTrafficOnPanic ? [] : all;
    if (healthyLoad > 0) {
      const candidates = panic ? inPanic : all.filter(({ health }) => health === 'healthy');
      branches.push(branch(`P${priority}`, healthyLoad, { ...base, candidates, degraded: false }));
    }
    if (degradedLoad > 0) {
      const candidates = panic ? inPanic : all.filter(({ health }) => health === 'degraded');
      branches.push(branch(`P${priority} degraded`, degradedLoad, { ...base, candidates, degraded: true }));
    }
  }
  if (branches.length === 0) return { priority: 0, candidates: [], all: [], panic: false, degraded: false, why };
  return choose({ name: 'priority', about: `priority of ${cluster.name}`, branches, modulus: 100 }).value;
}

/** Priorities are at most 128 (`LocalityLbEndpoints.priority`). */
const MAX_PRIORITY = 128;

function branch(label: string, percent: number, value: ChosenPriority): Branch<ChosenPriority> {
  return { label, probability: percent / 100, weight: percent, value };
}

function countsOf(hosts: readonly UpstreamHost[]): PriorityCounts {
  return {
    hosts: hosts.length,
    healthy: hosts.filter(({ health }) => health === 'healthy').length,
    degraded: hosts.filter(({ health }) => health === 'degraded').length,
    excluded: hosts.filter(({ excluded }) => excluded).length,
  };
}
