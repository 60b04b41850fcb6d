import type { FailureKind } from '../../envoy/cluster/FailureKind.js';
import type { OutlierSettings } from '../settings/readOutlierSettings.js';
import type { ActiveHost } from './ActiveHost.js';
import type { EjectionType, OutlierStats } from './OutlierStats.js';
import { newHistory, type HostHistory } from './HostHistory.js';

const FLAG = 'failed_outlier_check';

/** What a detector needs of its cluster. */
export interface OutlierCluster {
  readonly settings: OutlierSettings;
  readonly random: () => number;
  readonly stats: OutlierStats;
  hosts(): readonly ActiveHost[];
  /** Some host's health has changed. */
  changed(): void;
}

/**
 * Ejects hosts after consecutive failures and brings them back (source/common/upstream/outlier_detection_impl.cc). Success rates and
 * failure percentages are not looked at. At most `max_ejection_percent` of the hosts are out, without "at least one" (measured).
 */
export class OutlierDetector {
  readonly #cluster: OutlierCluster;
  readonly #known = new WeakMap<ActiveHost, HostHistory>();
  readonly #timer: NodeJS.Timeout;

  constructor(cluster: OutlierCluster) {
    this.#cluster = cluster;
    this.#timer = setInterval(() => this.#bringBack(), cluster.settings.intervalMs);
    this.#timer.unref();
  }

  /** A host has answered. */
  answered(host: ActiveHost, status: number): void {
    const { settings } = this.#cluster;
    const history = this.#historyOf(host);
    history.consecutiveLocal = 0;
    if (status < 500) {
      history.consecutive5xx = 0;
      history.consecutiveGateway = 0;
      return;
    }
    history.consecutive5xx += 1;
    const gateway = status >= 502 && status <= 504;
    history.consecutiveGateway = gateway ? history.consecutiveGateway + 1 : 0;
    const { consecutiveGatewayFailure, enforcingConsecutiveGatewayFailure } = settings;
    if (gateway && history.consecutiveGateway === consecutiveGatewayFailure) {
      history.consecutiveGateway = 0;
      this.#detected(host, history, 'consecutive_gateway_failure', enforcingConsecutiveGatewayFailure);
    }
    if (history.consecutive5xx === settings.consecutive5xx) {
      history.consecutive5xx = 0;
      this.#detected(host, history, 'consecutive_5xx', settings.enforcingConsecutive5xx);
    }
  }

  /** A host could not be reached, or did not answer: of local origin, or like a gateway's 5xx. */
  failed(host: ActiveHost, _kind: FailureKind): void {
    const { settings } = this.#cluster;
    if (!settings.splitExternalLocalOriginErrors) {
      this.answered(host, 503);
      return;
    }
    const history = this.#historyOf(host);
    history.consecutiveLocal += 1;
    if (history.consecutiveLocal !== settings.consecutiveLocalOriginFailure) return;
    history.consecutiveLocal = 0;
    const enforcing = settings.enforcingConsecutiveLocalOriginFailure;
    this.#detected(host, history, 'consecutive_local_origin_failure', enforcing);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #historyOf(host: ActiveHost): HostHistory {
    let history = this.#known.get(host);
    if (history === undefined) {
      history = newHistory();
      this.#known.set(host, history);
    }
    return history;
  }

  #detected(host: ActiveHost, history: HostHistory, type: EjectionType, enforcing: number): void {
    const { settings, random, stats } = this.#cluster;
    if (host.flags.has(FLAG)) return;
    stats.detected(type);
    const hosts = this.#cluster.hosts();
    const out = hosts.filter(({ flags }) => flags.has(FLAG)).length;
    const allowed = (100 * (out + 1)) / Math.max(1, hosts.length) <= settings.maxEjectionPercent;
    const first = settings.alwaysEjectOneHost && out === 0;
    if (!allowed && !first) {
      stats.overflow.add(1);
      return;
    }
    stats.allowed(type);
    if (random() * 100 >= enforcing) return;
    stats.enforced(type);
    host.flags.add(FLAG);
    history.ejectedAt = performance.now();
    history.ejections += 1;
    // Its connections end with what they carry.
    for (const pool of host.pools.values()) pool.drain();
    host.pools.clear();
    this.#cluster.changed();
  }

  #bringBack(): void {
    const { baseEjectionTimeMs, maxEjectionTimeMs } = this.#cluster.settings;
    const now = performance.now();
    let changed = false;
    for (const host of this.#cluster.hosts()) {
      const history = this.#known.get(host);
      if (history === undefined) continue;
      if (!host.flags.has(FLAG)) {
        if (history.ejections > 0) history.ejections -= 1;
        continue;
      }
      const out = Math.min(baseEjectionTimeMs * history.ejections, maxEjectionTimeMs);
      if (now - history.ejectedAt < out) continue;
      host.flags.delete(FLAG);
      this.#cluster.stats.active.add(-1);
      changed = true;
    }
    if (changed) this.#cluster.changed();
  }
}
