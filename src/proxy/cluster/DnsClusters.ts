import type { EnvoyConfig } from '../../envoy/model/EnvoyConfig.js';
import type { ActiveCluster } from './ActiveCluster.js';
import { resolveCluster } from './resolveCluster.js';

/** Keeps the hosts of DNS clusters as their names resolve. */
export class DnsClusters {
  readonly #config: EnvoyConfig;
  readonly #changed: () => void;
  readonly #timers: NodeJS.Timeout[] = [];

  /** @param changed some host has another address */
  constructor(config: EnvoyConfig, changed: () => void) {
    this.#config = config;
    this.#changed = changed;
  }

  /** Resolves once, and from then on every `dns_refresh_rate`. */
  async start(clusters: readonly ActiveCluster[]): Promise<void> {
    const named = clusters.filter(({ cluster: { type } }) => type.kind === 'STRICT_DNS' || type.kind === 'LOGICAL_DNS');
    await Promise.all(named.map((cluster) => this.#resolve(cluster)));
    for (const cluster of named) {
      const timer = setInterval(() => void this.#resolve(cluster), Math.max(1000, cluster.settings.dnsRefreshMs));
      timer.unref();
      this.#timers.push(timer);
    }
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }

  async #resolve(active: ActiveCluster): Promise<void> {
    const { cluster, settings } = active;
    const found = this.#config.loadAssignment(cluster);
    const assignment = cluster.loadAssignment ?? (found.kind === 'found' ? found.value : undefined);
    if (assignment === undefined) return;
    const resolved = await resolveCluster(cluster, assignment, settings);
    if (JSON.stringify(resolved) === JSON.stringify(active.resolved)) return;
    active.resolved = resolved;
    this.#changed();
  }
}
