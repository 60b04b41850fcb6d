import type { Decision } from '../../logic/Decision.js';
import type { Cluster } from '../model/Cluster.js';
import type { EnvoyConfig } from '../model/EnvoyConfig.js';
import type { HostSet } from './UpstreamHost.js';

/** Aggregates of aggregates beyond this depth are taken for a circle. */
const MAX_MEMBERS = 256;

/**
 * `envoy.clusters.aggregate`: its members in order; those that do not exist are passed over
 * (clusters/aggregate/cluster.cc). Unknown members make the whole unknown.
 */
export function aggregateHosts(
  config: EnvoyConfig,
  cluster: Cluster,
  names: readonly string[],
  hosts: (member: Cluster) => Decision<HostSet>,
): Decision<HostSet> {
  const members: { cluster: Cluster; hosts: HostSet }[] = [];
  const unknown = (what: string): Decision<HostSet> => ({ truth: 'unknown', at: cluster.at, because: [], skipped: [], unknown: what });
  for (const name of names.slice(0, MAX_MEMBERS)) {
    const found = config.cluster(name);
    if (found.kind === 'section_missing') return unknown(`member ${name} of ${cluster.name}: the dump has no clusters`);
    if (found.kind !== 'found') continue;
    if (found.value.type.kind === 'aggregate') return unknown(`member ${name} of ${cluster.name} is an aggregate itself`);
    const own = hosts(found.value);
    if (own.truth === 'unknown') return unknown(own.unknown ?? `member ${name} of ${cluster.name}`);
    if (own.value !== undefined) members.push({ cluster: found.value, hosts: own.value });
  }
  return { truth: 'yes', value: { kind: 'aggregate', members }, at: cluster.at, because: [], skipped: [] };
}
