import type { Decision } from '../../logic/Decision.js';
import type { Cluster } from '../model/Cluster.js';
import type { EnvoyConfig } from '../model/EnvoyConfig.js';
import type { ClusterContext } from './ClusterContext.js';
import { aggregateHosts } from './aggregateHosts.js';
import { dynamicForwardProxyHost } from './dynamicForwardProxyHost.js';
import { edsHosts, statusHosts } from './edsHosts.js';
import { originalDst } from './originalDst.js';
import type { HostSet } from './UpstreamHost.js';

/**
 * What a cluster can send to, by its type. `unknown` where the facts have no endpoints: a dump without
 * EndpointsConfigDump and no `/clusters` says nothing about an EDS or DNS cluster.
 */
export function hostsOf(config: EnvoyConfig, cluster: Cluster, context: ClusterContext): Decision<HostSet> {
  const { type } = cluster;
  switch (type.kind) {
    case 'ORIGINAL_DST':
      return originalDst(cluster, context);
    case 'aggregate':
      return aggregateHosts(config, cluster, type.clusters, (member) => hostsOf(config, member, context));
    case 'dynamic_forward_proxy':
      return dynamicForwardProxyHost(cluster, context);
    case 'unsupported':
      return { truth: 'unknown', at: cluster.at, because: [], skipped: [], unknown: `cluster ${cluster.name} has type ${type.typeUrl}` };
    case 'EDS':
    case 'STATIC':
    case 'STRICT_DNS':
    case 'LOGICAL_DNS':
      return listedHosts(config, cluster);
  }
}

function listedHosts(config: EnvoyConfig, cluster: Cluster): Decision<HostSet> {
  const found = config.loadAssignment(cluster);
  const decided = (value: HostSet, at: string): Decision<HostSet> => ({ truth: 'yes', value, at, because: [], skipped: [] });
  const isDns = cluster.type.kind === 'STRICT_DNS' || cluster.type.kind === 'LOGICAL_DNS';
  const statuses = config.hostStatuses(cluster.name);
  if (found.kind === 'found' && !(isDns && found.value === cluster.loadAssignment)) {
    return decided(edsHosts(config, cluster, found.value), found.at);
  }
  if (statuses.kind === 'found') return decided(statusHosts(cluster, statuses.value), statuses.at);
  if (found.kind === 'found') return decided(edsHosts(config, cluster, found.value), found.at);
  if (found.kind === 'absent' && cluster.type.kind === 'STATIC') {
    return decided({ kind: 'hosts', hosts: [], overprovisioningFactor: 140, dropOverloads: [] }, cluster.at);
  }
  const why = config.sections.endpoints ? 'the dump has no entry for it' : 'the dump was taken without include_eds';
  return { truth: 'unknown', at: cluster.at, because: [], skipped: [], unknown: `endpoints of ${cluster.name}: ${why}` };
}
