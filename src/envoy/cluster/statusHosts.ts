import type { Cluster, HostStatus } from '../model/Cluster.js';
import { hostHealth } from './hostHealth.js';
import type { HostSet, UpstreamHost } from './UpstreamHost.js';

/**
 * The hosts of `/clusters?format=json` alone: addresses, weights, priorities and health, but no metadata, no locality weights and
 * no policy (clusters_handler.cc).
 */
export function statusHosts(cluster: Cluster, statuses: readonly HostStatus[]): HostSet {
  const hosts = statuses.map((status): UpstreamHost => ({
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
  }));
  return { kind: 'hosts', hosts, overprovisioningFactor: 140, dropOverloads: [] };
}
