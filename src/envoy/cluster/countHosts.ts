import type { PriorityCounts } from './priorityLoad.js';
import type { UpstreamHost } from './UpstreamHost.js';

/** `LocalityLbEndpoints.priority` is at most 128. */
const MAX_PRIORITY = 128;

/** Hosts by priority, from 0 to the highest that any has; a priority may be empty. */
export function hostsByPriority(hosts: readonly UpstreamHost[]): readonly (readonly UpstreamHost[])[] {
  const highest = hosts.reduce((top, { priority }) => Math.max(top, priority), 0);
  const groups = Array.from({ length: Math.min(highest, MAX_PRIORITY) + 1 }, (): UpstreamHost[] => []);
  for (const host of hosts) groups[host.priority]?.push(host);
  return groups;
}

/** What the load of a priority is made of. */
export function countHosts(hosts: readonly UpstreamHost[], overprovisioning: number): PriorityCounts {
  return {
    overprovisioning,
    hosts: hosts.length,
    healthy: hosts.filter(({ health }) => health === 'healthy').length,
    degraded: hosts.filter(({ health }) => health === 'degraded').length,
    excluded: hosts.filter(({ excluded }) => excluded).length,
  };
}
