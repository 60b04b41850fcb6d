import type { RunningProxy } from '../runtime/RunningProxy.js';
import { SERVER_STATS } from './serverStatNames.js';
import { declareNames } from './StatNames.js';
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
