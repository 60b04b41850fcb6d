import type { HostStatus } from '../../envoy/model/Cluster.js';
import type { EnvoyConfig, Lookup } from '../../envoy/model/EnvoyConfig.js';
import type { ActiveCluster } from './ActiveCluster.js';

/**
 * A configuration whose `/clusters` is this proxy's own: the flags of its hosts are those of now, and names of DNS clusters are
 * what they resolved to.
 */
export function liveConfig(config: EnvoyConfig, clusterOf: (name: string) => ActiveCluster | undefined): EnvoyConfig {
  return {
    ...config,
    hostStatuses: (name) => statusesOf(config, name, clusterOf(name)),
    loadAssignment: (cluster) => {
      const found = config.loadAssignment(cluster);
      const resolved = clusterOf(cluster.name)?.resolved;
      return resolved === undefined || found.kind !== 'found' ? found : { ...found, value: resolved };
    },
  };
}

function statusesOf(
  config: EnvoyConfig,
  name: string,
  cluster: ActiveCluster | undefined,
): Lookup<readonly HostStatus[]> {
  const told = config.hostStatuses(name);
  const flagged = cluster === undefined ? [] : [...cluster.met()].filter(({ flags }) => flags.size > 0);
  if (flagged.length === 0) return told;
  const statuses = flagged.map(({ host, flags }): HostStatus => ({
    at: host.at,
    address: host.address,
    hostname: host.hostname,
    priority: host.priority,
    weight: host.weight,
    locality: host.locality,
    edsHealthStatus: 'HEALTHY',
    flags: [...flags],
  }));
  return { kind: 'found', value: statuses, state: 'static', at: '', versionInfo: '', lastUpdated: '', notes: [] };
}
