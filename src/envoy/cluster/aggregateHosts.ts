import type { Decision } from '../../logic/Decision.js';
import type { Cluster } from '../model/Cluster.js';
import type { EnvoyConfig } from '../model/EnvoyConfig.js';
import { undecided } from './undecided.js';
import type { HostSet } from './UpstreamHost.js';

/**
 * `envoy.clusters.aggregate`: its members in order; those that do not exist are passed over (clusters/aggregate/cluster.cc).
 * Unknown members, and aggregates in aggregates, make the whole unknown.
 */
export function aggregateHosts(
  config: EnvoyConfig,
  cluster: Cluster,
  names: readonly string[],
  hosts: (member: Cluster) => Decision<HostSet>,
): Decision<HostSet> {
  const members: { cluster: Cluster; hosts: HostSet }[] = [];
  for (const name of names) {
    const member = `member ${name} of ${cluster.name}`;
    const found = config.cluster(name);
    if (found.kind === 'section_missing') return undecided(cluster.at, `${member}: the dump has no clusters`);
    if (found.kind === 'ambiguous') return undecided(cluster.at, `${member}: ${found.notes.join(', ')}`);
    if (found.kind !== 'found') continue;
    if (found.value.type.kind === 'aggregate') return undecided(cluster.at, `${member} is an aggregate itself`);
    const own = hosts(found.value);
    if (own.truth === 'unknown') return undecided(cluster.at, own.unknown ?? member);
    if (own.value !== undefined) members.push({ cluster: found.value, hosts: own.value });
  }
  return { truth: 'yes', value: { kind: 'aggregate', members }, at: cluster.at, because: [], skipped: [] };
}
