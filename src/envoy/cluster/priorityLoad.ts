/** The hosts of one priority, counted. */
export interface PriorityCounts {
  readonly hosts: number;
  readonly healthy: number;
  readonly degraded: number;
  /** Left out of the count of hosts. */
  readonly excluded: number;
  /** Percent, default 140. */
  readonly overprovisioning: number;
}

/** What one priority gets: percent of the traffic for its healthy and degraded hosts, and whether it is in panic. */
export interface PriorityLoad {
  readonly healthyLoad: number;
  readonly degradedLoad: number;
  readonly panic: boolean;
}

/**
 * How traffic is spread over priorities, in Envoy's integer arithmetic (load_balancer_impl.cc
 * `recalculatePerPriorityState`, `recalculatePerPriorityPanic`, `recalculateLoadInTotalPanic`): availability is
 * `overprovisioning * available / hosts`, capped at 100; a priority panics below `panicThreshold` percent of available hosts
 * unless the others make up 100; when all panic, the load goes by the number of hosts.
 *
 * @param panicThreshold percent; 0 disables panic
 */
export function priorityLoad(priorities: readonly PriorityCounts[], panicThreshold: number): readonly PriorityLoad[] {
  const healthy = priorities.map((counts) => availability(counts, counts.healthy));
  const degraded = priorities.map((counts) => availability(counts, counts.degraded));
  const total = Math.min(100, sum(healthy) + sum(degraded));
  const panics = priorities.map((counts) => total !== 100 && availablePercent(counts) < panicThreshold);
  if (panics.every(Boolean)) return totalPanic(priorities);
  // Nobody is available and not all may panic: the load goes to the first priority, which need not have a host to take it.
  if (total === 0) return panics.map((panic, index) => load(index === 0 ? 100 : 0, 0, panic));
  return spread(healthy, degraded, total, panics);
}

function availability({ hosts, excluded, overprovisioning }: PriorityCounts, available: number): number {
  const counted = hosts - excluded;
  return counted <= 0 ? 0 : Math.max(0, Math.min(100, Math.floor((overprovisioning * available) / counted)));
}

function availablePercent({ hosts, healthy, degraded, excluded }: PriorityCounts): number {
  const counted = hosts - excluded;
  return counted <= 0 ? 0 : (100 * (healthy + degraded)) / counted;
}

function spread(
  healthy: readonly number[],
  degraded: readonly number[],
  total: number,
  panics: readonly boolean[],
): readonly PriorityLoad[] {
  let remaining = 100;
  const take = (available: number): number => {
    const share = Math.min(remaining, Math.floor((available * 100) / total));
    remaining -= share;
    return share;
  };
  const healthyLoads = healthy.map(take);
  const degradedLoads = degraded.map(take);
  const firstHealthy = healthy.findIndex((available) => available > 0);
  const firstDegraded = degraded.findIndex((available) => available > 0);
  return healthy.map((_, index) =>
    load(
      (healthyLoads[index] ?? 0) + (index === firstHealthy ? remaining : 0),
      (degradedLoads[index] ?? 0) + (firstHealthy < 0 && index === firstDegraded ? remaining : 0),
      panics[index] ?? false,
    ),
  );
}

function totalPanic(priorities: readonly PriorityCounts[]): readonly PriorityLoad[] {
  const total = sum(priorities.map(({ hosts }) => hosts));
  if (total === 0) return priorities.map((_, index) => load(index === 0 ? 100 : 0, 0, true));
  const shares = priorities.map(({ hosts }) => Math.floor((100 * hosts) / total));
  const first = priorities.findIndex(({ hosts }) => hosts > 0);
  const left = 100 - sum(shares);
  return shares.map((share, index) => load(share + (index === first ? left : 0), 0, true));
}

function load(healthyLoad: number, degradedLoad: number, panic: boolean): PriorityLoad {
  return { healthyLoad, degradedLoad, panic };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
