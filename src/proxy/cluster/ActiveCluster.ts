import { addressLabel, type UpstreamHost } from '../../envoy/cluster/UpstreamHost.js';
import type { CircuitBreakerThresholds, Cluster, LoadAssignment } from '../../envoy/model/Cluster.js';
import type { ClusterRuntime } from '../runtime/ClusterRuntime.js';
import type { StatsSink } from '../runtime/StatsSink.js';
import type { ClusterSettings } from '../settings/readClusterSettings.js';
import { ActiveHost } from './ActiveHost.js';
import { clusterStats, type ClusterStats } from './ClusterStats.js';
import type { OutlierDetector } from './OutlierDetector.js';
import { EndpointBalancer } from './EndpointBalancer.js';

/** Hosts of ORIGINAL_DST that nothing uses are forgotten when there are more. */
const MOST_UNLISTED = 1000;

type Priority = CircuitBreakerThresholds['priority'];

/** Envoy's limits where a cluster sets none (`CircuitBreakers.Thresholds`). */
const DEFAULTS: Omit<CircuitBreakerThresholds, 'at' | 'priority'> = {
  maxConnections: 1024,
  maxPendingRequests: 1024,
  maxRequests: 1024,
  maxRetries: 3,
};

/** A cluster with its hosts, as far as they were met. */
export class ActiveCluster implements ClusterRuntime {
  readonly cluster: Cluster;
  readonly settings: ClusterSettings;
  readonly stats: ClusterStats;
  readonly balancer: EndpointBalancer;
  readonly inUse = {
    DEFAULT: { connections: 0, pending: 0, requests: 0, retries: 0 },
    HIGH: { connections: 0, pending: 0, requests: 0, retries: 0 },
  };
  /** The load assignment with names resolved, of DNS clusters. */
  resolved: LoadAssignment | undefined;
  /** Ejects hosts that fail; undefined without `outlier_detection`. */
  outlier: OutlierDetector | undefined;
  readonly #hosts = new Map<string, ActiveHost>();
  readonly #listed: () => readonly UpstreamHost[];

  /** @param listed the hosts of its load assignment, as they are now */
  constructor(
    cluster: Cluster,
    settings: ClusterSettings,
    stats: StatsSink,
    random: () => number,
    listed: (cluster: ActiveCluster) => readonly UpstreamHost[],
  ) {
    this.cluster = cluster;
    this.settings = settings;
    this.stats = clusterStats(stats, cluster.name);
    this.balancer = new EndpointBalancer(cluster, random, (label) => this.#hosts.get(label)?.rqActive ?? 0);
    this.#listed = () => listed(this);
  }

  limits(priority: Priority): Omit<CircuitBreakerThresholds, 'at' | 'priority'> {
    return this.cluster.circuitBreakers.find((one) => one.priority === priority) ?? DEFAULTS;
  }

  hosts(): readonly ActiveHost[] {
    for (const host of this.#listed()) this.host(labelOf(host), host);
    return [...this.#hosts.values()];
  }

  /** The hosts that were met so far. */
  met(): Iterable<ActiveHost> {
    return this.#hosts.values();
  }

  /** The running side of a host. */
  host(label: string, host: UpstreamHost): ActiveHost {
    let active = this.#hosts.get(label);
    if (active === undefined) {
      active = new ActiveHost(label, host);
      this.#hosts.set(label, active);
      if (this.cluster.type.kind === 'ORIGINAL_DST') this.#forgetUnused();
    }
    return active;
  }

  #forgetUnused(): void {
    if (this.#hosts.size <= MOST_UNLISTED) return;
    const unused = [...this.#hosts.values()].filter(({ cxActive, rqActive }) => cxActive === 0 && rqActive === 0);
    unused.sort((a, b) => a.usedAt - b.usedAt);
    for (const { label } of unused.slice(0, unused.length / 2)) this.#hosts.delete(label);
  }
}

/** The key of a host: its address as it is printed. */
export function labelOf({ address }: Pick<UpstreamHost, 'address'>): string {
  return addressLabel(address);
}
