import type { Decision } from '../../logic/Decision.js';
import type { Cluster, LoadAssignment } from '../model/Cluster.js';
import type { EnvoyConfig, Lookup } from '../model/EnvoyConfig.js';
import { edsHosts } from './edsHosts.js';
import { statusHosts } from './statusHosts.js';
import { undecided } from './undecided.js';
import type { HostSet } from './UpstreamHost.js';

/**
 * The hosts of a STATIC, DNS or EDS cluster: from the endpoints section, else from `/clusters`, else as the cluster itself lists
 * them (a DNS cluster's are then names). A dump without EndpointsConfigDump and no `/clusters` says nothing of an EDS cluster.
 */
export function listedHosts(config: EnvoyConfig, cluster: Cluster): Decision<HostSet> {
  const found = config.loadAssignment(cluster);
  const statuses = config.hostStatuses(cluster.name);
  const isDns = cluster.type.kind === 'STRICT_DNS' || cluster.type.kind === 'LOGICAL_DNS';
  if (found.kind === 'found' && !(isDns && found.value === cluster.loadAssignment && statuses.kind === 'found')) {
    return assigned(config, cluster, found.value, found.at);
  }
  if (statuses.kind === 'found') return decided(statusHosts(cluster, statuses.value), statuses.at);
  if (found.kind === 'absent' && cluster.type.kind === 'STATIC') {
    return decided({ kind: 'hosts', hosts: [], overprovisioningFactor: 140, dropOverloads: [] }, cluster.at);
  }
  return undecided(cluster.at, `endpoints of ${cluster.name}: ${whyMissing(config, found)}`);
}

function assigned(config: EnvoyConfig, cluster: Cluster, assignment: LoadAssignment, at: string): Decision<HostSet> {
  if (assignment.unsupported.length > 0) {
    return undecided(at, `load assignment of ${cluster.name}: ${assignment.unsupported.join(', ')}`);
  }
  return decided(edsHosts(config, cluster, assignment), at);
}

function decided(value: HostSet, at: string): Decision<HostSet> {
  return { truth: 'yes', value, at, because: [], skipped: [] };
}

function whyMissing(config: EnvoyConfig, found: Lookup<LoadAssignment>): string {
  if (found.kind === 'ambiguous') return found.notes.join(', ');
  return config.sections.endpoints ? 'the dump has no entry for it' : 'the dump was taken without include_eds';
}
