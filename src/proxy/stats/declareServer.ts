import type { RunningProxy } from '../runtime/RunningProxy.js';
import type { ClusterRuntime, HostRuntime } from '../runtime/ClusterRuntime.js';
import { SERVER_STATS } from './serverStatNames.js';
import { declareNames } from './StatNames.js';
import { statPrefix } from './statPrefix.js';
import type { StatsStore } from './StatsStore.js';

/** Envoy's `stats_flush_interval`. */
const FLUSH_MS = 5000;

/** Makes the stats of the server as a whole, and ends an interval of all histograms each 5 s by the timer that is returned. */
export function declareServer(store: StatsStore, { runtime }: RunningProxy): NodeJS.Timeout {
  declareNames(store, '', SERVER_STATS);
  const clusters = runtime.clusters().length;
  const listeners = runtime.listeners.length;
  store.counter('cluster_manager.cluster_added').add(clusters);
  store.gauge('cluster_manager.active_clusters').set(clusters);
  store.counter('listener_manager.listener_added').add(listeners);
  store.counter('listener_manager.listener_create_success').add(listeners);
  store.gauge('listener_manager.total_listeners_active').set(listeners);
  for (const cluster of runtime.clusters()) declareMembership(store, cluster);
  store.gauge('listener_manager.workers_started').set(1);
  store.gauge('server.concurrency').set(1);
  store.readGauge('server.live', () => (runtime.state === 'live' ? 1 : 0));
  store.readGauge('server.state', () => ({ live: 0, draining: 1, initializing: 3 })[runtime.state]);
  store.readGauge('server.uptime', () => Math.floor((Date.now() - runtime.startedAt) / 1000));
  store.readGauge('server.memory_allocated', () => process.memoryUsage().heapUsed);
  store.readGauge('server.memory_heap_size', () => process.memoryUsage().heapTotal);
  store.readGauge('server.memory_physical_size', () => process.memoryUsage().rss);
  const timer = setInterval(() => store.flush(), FLUSH_MS);
  timer.unref();
  return timer;
}

/** How many hosts a cluster has, by health; each priority that has hosts at the start is one change. */
function declareMembership(store: StatsStore, cluster: ClusterRuntime): void {
  const prefix = statPrefix('cluster', cluster.cluster.name);
  const count = (matches: (host: HostRuntime['host'], flags: ReadonlySet<string>) => boolean) => () =>
    cluster.hosts().filter(({ host, flags }) => matches(host, flags)).length;
  const isFailing = (flags: ReadonlySet<string>) => [...flags].some((flag) => flag.startsWith('failed_'));
  store.readGauge(
    `${prefix}membership_healthy`,
    count(({ health }, flags) => health === 'healthy' && !isFailing(flags)),
  );
  store.readGauge(
    `${prefix}membership_degraded`,
    count(({ health }, flags) => health === 'degraded' && !isFailing(flags)),
  );
  store.readGauge(
    `${prefix}membership_excluded`,
    count(({ excluded }) => excluded),
  );
  store.readGauge(
    `${prefix}membership_total`,
    count(() => true),
  );
  const hosts = cluster.hosts();
  store.counter(`${prefix}membership_change`).add(new Set(hosts.map(({ host }) => host.priority)).size);
  store.counter(`${prefix}default.total_match_count`).add(hosts.length);
}
