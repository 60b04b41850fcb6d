import type { EnvoyConfig } from '../model/EnvoyConfig.js';
import type { Cluster, Endpoint, HostStatus, LoadAssignment } from '../model/Cluster.js';
import { hostHealth, type HostHealth } from './hostHealth.js';
import { addressLabel, type HostSet, type UpstreamHost } from './UpstreamHost.js';

/**
 * The hosts of a load assignment, each with the health that `/clusters` has for its address and port. Metadata is only here;
 * health is coarse here: HEALTHY, DEGRADED or UNHEALTHY, whatever made it so (config_dump_handler.cc `dumpEndpointConfigs`,
 * measured).
 */
export function edsHosts(config: EnvoyConfig, cluster: Cluster, assignment: LoadAssignment): HostSet {
  const found = config.hostStatuses(cluster.name);
  const statuses = found.kind === 'found' ? found.value : [];
  const byAddress = new Map(statuses.map((status) => [addressLabel(status.address), status]));
  const hosts = assignment.localities.flatMap((group) =>
    group.endpoints.map((endpoint): UpstreamHost => ({
      at: endpoint.at,
      document: 'config_dump',
      address: endpoint.address,
      hostname: endpoint.hostname,
      priority: group.priority,
      locality: group.locality,
      localityWeight: group.weight,
      weight: endpoint.weight,
      ...healthOf(endpoint, byAddress.get(addressLabel(endpoint.address))),
      metadata: endpoint.metadata,
      localityMetadata: group.metadata,
      cluster: cluster.name,
    })),
  );
  const { overprovisioningFactor, dropOverloads } = assignment;
  return { kind: 'hosts', hosts, overprovisioningFactor, dropOverloads };
}

/** What `/clusters` says explains a coarse UNHEALTHY; where it does not, the dump stands. */
function healthOf(endpoint: Endpoint, status: HostStatus | undefined): HostHealth {
  const coarse = hostHealth(endpoint.healthStatus, status?.flags ?? []);
  const fine = status === undefined ? coarse : hostHealth(status.edsHealthStatus, status.flags);
  return fine.health === coarse.health ? fine : coarse;
}
