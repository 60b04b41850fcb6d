import type { ClustersStatus, ClusterStatus } from '../dump/readClustersStatus.js';
import type { HostStatus } from '../model/Cluster.js';
import type { Lookup } from '../model/EnvoyConfig.js';
import { lazily } from './lazily.js';
import { parseHostStatus } from './parseHostStatus.js';

/** The hosts of each cluster in `/clusters?format=json`, which lists the clusters that serve. */
export class HostStatusIndex {
  readonly #status: ClustersStatus | undefined;
  readonly #byName: () => ReadonlyMap<string, ClusterStatus>;
  readonly #lookups = new Map<string, Lookup<readonly HostStatus[]>>();

  constructor(status: ClustersStatus | undefined) {
    this.#status = status;
    this.#byName = lazily(() => new Map((status?.clusters ?? []).map((cluster) => [cluster.name, cluster])));
  }

  /** Hosts without an address that can be read are left out, and a note says so. */
  lookup(clusterName: string): Lookup<readonly HostStatus[]> {
    const kept = this.#lookups.get(clusterName);
    if (kept !== undefined) return kept;
    const lookup = this.#look(clusterName);
    this.#lookups.set(clusterName, lookup);
    return lookup;
  }

  #look(clusterName: string): Lookup<readonly HostStatus[]> {
    if (this.#status === undefined) return { kind: 'section_missing', section: '/clusters' };
    const cluster = this.#byName().get(clusterName);
    if (cluster === undefined) return { kind: 'absent' };
    const hosts = cluster.hosts.map((host) => parseHostStatus(host.value, host.at));
    const value = hosts.filter((host) => host !== undefined);
    const lost = hosts.length - value.length;
    const notes = lost === 0 ? [] : [`${lost} hosts without an address that can be read`];
    return { kind: 'found', value, state: 'active', at: cluster.at, versionInfo: '', lastUpdated: '', notes };
  }
}
