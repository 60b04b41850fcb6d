import type { Decision } from '../../logic/Decision.js';
import type { Cluster } from '../model/Cluster.js';
import type { EnvoyConfig } from '../model/EnvoyConfig.js';
import type { ClusterContext } from './ClusterContext.js';
import { aggregateHosts } from './aggregateHosts.js';
import { dynamicForwardProxyHost } from './dynamicForwardProxyHost.js';
import { listedHosts } from './listedHosts.js';
import { originalDst } from './originalDst.js';
import { undecided } from './undecided.js';
import type { HostSet } from './UpstreamHost.js';

/**
 * What a cluster can send to, by its type (`Cluster.type`, `cluster_type`). `no`: certainly nothing. `unknown` where the facts
 * have no endpoints, and where the cluster has fields that are not modelled.
 */
export function hostsOf(config: EnvoyConfig, cluster: Cluster, context: ClusterContext): Decision<HostSet> {
  const { type } = cluster;
  if (cluster.unsupported.length > 0) {
    return undecided(cluster.at, `cluster ${cluster.name}: ${cluster.unsupported.join(', ')}`);
  }
  switch (type.kind) {
    case 'ORIGINAL_DST':
      return originalDst(cluster, context);
    case 'aggregate':
      return aggregateHosts(config, cluster, type.clusters, (member) => hostsOf(config, member, context));
    case 'dynamic_forward_proxy':
      return dynamicForwardProxyHost(cluster, context);
    case 'unsupported':
      return undecided(cluster.at, `cluster ${cluster.name} has type ${type.typeUrl}`);
    case 'EDS':
    case 'STATIC':
    case 'STRICT_DNS':
    case 'LOGICAL_DNS':
      return listedHosts(config, cluster);
  }
}
