import type { DumpEntry, Section } from '../dump/ConfigDump.js';
import type { Address } from '../model/Address.js';
import type { Cluster, HostStatus, LoadAssignment } from '../model/Cluster.js';
import type { Lookup } from '../model/EnvoyConfig.js';
import { groupBy } from './groupBy.js';
import { lazily } from './lazily.js';
import { parseLoadAssignment } from './parseLoadAssignment.js';
import { ResourceIndex } from './ResourceIndex.js';

/** The hosts of a cluster from `/clusters?format=json`, if that is at hand. */
export type HostStatuses = (clusterName: string) => Lookup<readonly HostStatus[]>;

/**
 * Finds the load assignment of a cluster: in the endpoints section by its EDS service name, then by its name, then (older
 * Envoys leave the name out for an EDS cluster without a service name) by its hosts; last the one in the cluster itself.
 */
export class LoadAssignments {
  readonly #index: ResourceIndex<LoadAssignment>;
  readonly #hostStatuses: HostStatuses;
  readonly #bySet: () => ReadonlyMap<string, readonly DumpEntry[]>;

  constructor(section: Section | undefined, hostStatuses: HostStatuses) {
    this.#index = new ResourceIndex(section, 'EndpointsConfigDump', parseLoadAssignment);
    this.#hostStatuses = hostStatuses;
    this.#bySet = lazily(() => groupBy(this.#index.entries(''), (entry) => this.#setOf(entry)));
  }

  lookup(cluster: Cluster): Lookup<LoadAssignment> {
    const names = [cluster.edsServiceName, cluster.name].filter((name) => name !== '');
    const name = names.find((candidate) => this.#index.entries(candidate).length > 0);
    if (name !== undefined) return this.#named(cluster, name);
    if (cluster.type.kind === 'EDS' && cluster.edsServiceName === '' && this.#index.entries('').length > 0) {
      return this.#nameless(cluster);
    }
    return cluster.loadAssignment ? ofCluster(cluster.loadAssignment) : this.#none(cluster);
  }

  #named(cluster: Cluster, name: string): Lookup<LoadAssignment> {
    const entries = this.#index.entries(name);
    if (new Set(entries.map((entry) => JSON.stringify(entry.resource))).size <= 1) return this.#index.lookup(name);
    const hosts = this.#hostsOf(cluster);
    return this.#only(
      entries.filter((entry) => hosts === undefined || this.#setOf(entry) === hosts),
      `${entries.length} load assignments are named ${name}`,
    );
  }

  #nameless(cluster: Cluster): Lookup<LoadAssignment> {
    const hosts = this.#hostsOf(cluster);
    const candidates = hosts === undefined ? this.#index.entries('') : (this.#bySet().get(hosts) ?? []);
    // Assignments without hosts are alike.
    if (hosts === '' && candidates[0]) return this.#index.found(candidates[0]);
    return this.#only(candidates, 'the load assignment of this cluster has no name in the dump');
  }

  #only(candidates: readonly DumpEntry[], why: string): Lookup<LoadAssignment> {
    const [entry] = candidates;
    if (entry && candidates.length === 1) return this.#index.found(entry);
    return { kind: 'ambiguous', notes: [`${why}, and its hosts do not tell which it is`] };
  }

  #none(cluster: Cluster): Lookup<LoadAssignment> {
    return cluster.type.kind === 'EDS' ? this.#index.missing() : { kind: 'absent' };
  }

  /** The hosts that `/clusters` gives the cluster, as `#setOf` writes them. */
  #hostsOf(cluster: Cluster): string | undefined {
    const hosts = this.#hostStatuses(cluster.name);
    return hosts.kind === 'found' ? setText(hosts.value.map((host) => host.address)) : undefined;
  }

  #setOf(entry: DumpEntry): string {
    const { localities } = this.#index.parsed(entry);
    return setText(localities.flatMap(({ endpoints }) => endpoints.map((endpoint) => endpoint.address)));
  }
}

function ofCluster(value: LoadAssignment): Lookup<LoadAssignment> {
  return { kind: 'found', value, state: 'static', at: value.at, versionInfo: '', lastUpdated: '', notes: [] };
}

function setText(addresses: readonly Address[]): string {
  return [...new Set(addresses.map(addressText))].toSorted().join(' ');
}

function addressText(address: Address): string {
  switch (address.kind) {
    case 'socket_address':
      return `${address.ip?.text ?? address.host}|${address.port}`;
    case 'pipe':
      return address.path;
    case 'envoy_internal_address':
      return `${address.serverListenerName}/${address.endpointId}`;
  }
}
