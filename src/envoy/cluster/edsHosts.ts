import type { EnvoyConfig } from '../model/EnvoyConfig.js';
import type { Cluster, HostStatus, LoadAssignment } from '../model/Cluster.js';
import { hostHealth } from './hostHealth.js';
import { addressLabel, type HostSet, type UpstreamHost } from './UpstreamHost.js';

/**
 * The hosts of a load assignment, each with the health flags that `/clusters` has for its address. Metadata is only here.
 * Source: config_dump_handler.cc `dumpEndpointConfigs`, clusters_handler.cc.
 */
export function edsHosts(config: EnvoyConfig, cluster: Cluster, assignment: LoadAssignment): HostSet {
  const found = config.hostStatuses(cluster.name);
  const statuses = found.kind === 'found' ? found.value : [];
  const byAddress = new Map(statuses.map((status) => [addressLabel(status.address), status]));
  const hosts = assignment.localities.flatMap((group) =>
    group.endpoints.map((endpoint): UpstreamHost => {
      const flags = byAddress.get(addressLabel(endpoint.address))?.flags ?? [];
      return {
        at: endpoint.at,
        document: 'config_dump',
        address: endpoint.address,
        hostname: endpoint.hostname,
        priority: group.priority,
        locality: group.locality,
        localityWeight: group.weight,
        weight: endpoint.weight,
        ...hostHealth(endpoint.healthStatus, flags),
        metadata: endpoint.metadata,
        localityMetadata: group.metadata,
        cluster: cluster.name,
      };
    }),
  );
  const { overprovisioningFactor, dropOverloads } = assignment;
  return { kind: 'hosts', hosts, overprovisioningFactor, dropOverloads };
}

/** The hosts of `/clusters` alone: addresses, weights, priorities and health, but no metadata. */
export function statusHosts(cluster: Cluster, statuses: readonly HostStatus[]): HostSet {
  const hosts = statuses.map(
    (status): UpstreamHost => ({
      at: status.at,
      document: 'clusters',
      address: status.address,
      hostname: status.hostname,
      priority: status.priority,
      locality: status.locality,
      localityWeight: 0,
      weight: status.weight,
      ...hostHealth(status.edsHealthStatus, status.flags),
      cluster: cluster.name,
    }),
  );
  return { kind: 'hosts', hosts, overprovisioningFactor: 140, dropOverloads: [] };
}
