import type { Cluster } from '../envoy/model/Cluster.js';
import type { EnvoyConfig } from '../envoy/model/EnvoyConfig.js';
import type { Choose } from '../logic/Fork.js';
import { chooseAtRandom } from './chance/chooseAtRandom.js';
import { randomSource } from './chance/randomSource.js';
import { ActiveCluster } from './cluster/ActiveCluster.js';
import { DnsClusters } from './cluster/DnsClusters.js';
import { HostSets } from './cluster/HostSets.js';
import { OutlierDetector } from './cluster/OutlierDetector.js';
import { outlierStats } from './cluster/OutlierStats.js';
import { liveConfig } from './cluster/liveConfig.js';
import { HttpManagers } from './http/HttpManagers.js';
import { TokenBuckets } from './http/filter/TokenBuckets.js';
import { ForwardPlans } from './router/ForwardPlan.js';
import type { ListenerRuntime } from './runtime/ListenerRuntime.js';
import type { ProxyRuntime } from './runtime/ProxyRuntime.js';
import type { ProxyOptions } from './runtime/RunningProxy.js';
import { SecureContexts } from './tls/SecureContexts.js';
import { TlsTerminators } from './tls/TlsTerminators.js';
import { readClusterSettings } from './settings/readClusterSettings.js';

/** The proxy as its parts share it. */
export class ProxyCore implements ProxyRuntime {
  readonly config: EnvoyConfig;
  readonly startedAt = Date.now();
  readonly stats: ProxyRuntime['stats'];
  readonly accessLogs: ProxyRuntime['accessLogs'];
  readonly secrets: ProxyRuntime['secrets'];
  readonly sockets: ProxyRuntime['sockets'];
  readonly random: () => number;
  readonly choose: Choose;
  readonly hostSets: HostSets;
  readonly forwardPlans: ForwardPlans;
  readonly managers: HttpManagers;
  readonly tokenBuckets: TokenBuckets;
  readonly contexts: SecureContexts;
  readonly terminators: TlsTerminators;
  state: ProxyRuntime['state'] = 'initializing';
  listeners: readonly ListenerRuntime[] = [];
  readonly #clusters = new Map<string, ActiveCluster | undefined>();
  readonly #dns: DnsClusters;
  readonly #note: (line: string) => void;
  #connections = 0;

  constructor(
    config: EnvoyConfig,
    options: ProxyOptions & { readonly sockets: ProxyRuntime['sockets']; readonly secrets: ProxyRuntime['secrets'] },
  ) {
    this.config = liveConfig(config, (name) => this.#clusters.get(name));
    this.stats = options.stats;
    this.accessLogs = options.accessLogs;
    this.secrets = options.secrets;
    this.sockets = options.sockets;
    this.random = randomSource(options.seed);
    this.choose = chooseAtRandom(this.random);
    this.hostSets = new HostSets(this.config);
    this.#dns = new DnsClusters(config, () => this.hostSets.changed());
    this.forwardPlans = new ForwardPlans(this);
    this.tokenBuckets = new TokenBuckets(config);
    this.managers = new HttpManagers(this);
    this.#note = options.note ?? (() => undefined);
    this.contexts = new SecureContexts(this.config, this.secrets, (line) => this.note(line));
    this.terminators = new TlsTerminators(this.contexts);
    for (const name of config.clusterNames()) this.cluster(name);
  }

  cluster(name: string): ActiveCluster | undefined {
    if (this.#clusters.has(name)) return this.#clusters.get(name);
    const found = this.config.cluster(name);
    // Names come from requests too (cluster_header): what is not there is not remembered.
    if (found.kind !== 'found') return undefined;
    const active = this.#activate(found.value);
    this.#clusters.set(name, active);
    return active;
  }

  clusters(): readonly ActiveCluster[] {
    return [...this.#clusters.values()].filter((cluster) => cluster !== undefined);
  }

  /** A number for a connection, of a client or towards a host. */
  nextConnectionId(): number {
    return this.#connections++;
  }

  /** Resolves the names of DNS clusters, and goes on doing so. */
  async resolveNames(): Promise<void> {
    await this.#dns.start(this.clusters());
  }

  /** Closes all connections towards hosts. */
  destroy(): void {
    this.#dns.stop();
    for (const cluster of this.clusters()) {
      cluster.outlier?.stop();
      for (const { pools } of cluster.met()) for (const pool of pools.values()) pool.destroy();
    }
    this.secrets.close();
  }

  note(line: string): void {
    this.#note(line);
  }

  #activate(cluster: Cluster): ActiveCluster {
    const settings = readClusterSettings(this.config, cluster);
    const active = new ActiveCluster(cluster, settings, this.stats, this.random, ({ cluster: own }) =>
      this.hostSets.listed(own),
    );
    if (settings.outlier !== undefined) {
      active.outlier = new OutlierDetector({
        settings: settings.outlier,
        random: this.random,
        stats: outlierStats(this.stats, cluster.name),
        hosts: () => active.hosts(),
        changed: () => this.hostSets.changed(),
      });
    }
    return active;
  }
}
