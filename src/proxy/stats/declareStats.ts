import type { Cluster } from '../../envoy/model/Cluster.js';
import type { EnvoyConfig } from '../../envoy/model/EnvoyConfig.js';
import type { HttpConnectionManager } from '../../envoy/model/HttpConnectionManager.js';
import type { Listener } from '../../envoy/model/Listener.js';
import { stringField } from '../../envoy/dump/field.js';
import { isJsonObject } from '../../text/json/JsonValue.js';
import { resolvePointer } from '../../text/json/pointer.js';
import { CLUSTER_STATS, OUTLIER_STATS } from './clusterStatNames.js';
import {
  FAULT_STATS,
  HTTP_STATS,
  LISTENER_HTTP_STATS,
  RBAC_STATS,
  ROUTER_STATS,
  TRACING_STATS,
} from './httpStatNames.js';
import { LISTENER_STATS, SOCKET_FACTORY_STATS, TCP_STATS, TLS_STATS } from './listenerStatNames.js';
import { declareNames } from './StatNames.js';
import { listenerStatPrefix, statPrefix } from './statPrefix.js';
import type { StatsStore } from './StatsStore.js';

/** Makes the stats of all listeners and clusters of `config`, with 0, as Envoy has them when it has read its configuration. */
export function declareStats(store: StatsStore, config: EnvoyConfig): void {
  for (const name of config.clusterNames()) {
    const found = config.cluster(name);
    if (found.kind === 'found') declareCluster(store, config, found.value);
  }
  for (const listener of config.listeners()) declareListener(store, config, listener);
  declareNames(store, 'http.async-client.', ROUTER_STATS);
}

function declareCluster(store: StatsStore, config: EnvoyConfig, cluster: Cluster): void {
  const prefix = statPrefix('cluster', ownText(config, cluster.at, 'alt_stat_name') ?? cluster.name);
  declareNames(store, prefix, CLUSTER_STATS);
  if (cluster.outlierDetection) declareNames(store, `${prefix}outlier_detection.`, OUTLIER_STATS);
  const sockets = [cluster.transportSocket, ...cluster.transportSocketMatches.map(({ socket }) => socket)];
  if (sockets.some(({ kind }) => kind === 'tls')) declareTls(store, prefix, 'client');
}

function declareListener(store: StatsStore, config: EnvoyConfig, listener: Listener): void {
  const prefix = listenerStatPrefix(listener, ownText(config, listener.at, 'stat_prefix'));
  declareNames(store, prefix, LISTENER_STATS);
  store.mirror(`${prefix}worker_0.downstream_cx_total`, store.counter(`${prefix}downstream_cx_total`));
  const chains = [...listener.filterChains, ...(listener.defaultFilterChain ? [listener.defaultFilterChain] : [])];
  if (chains.some(({ transportSocket }) => transportSocket.kind === 'tls')) declareTls(store, prefix, 'server');
  for (const { config: filter } of chains.flatMap(({ filters }) => filters)) {
    if (filter.kind === 'tcp_proxy') declareNames(store, statPrefix('tcp', filter.statPrefix), TCP_STATS);
    if (filter.kind === 'http_connection_manager') declareHttp(store, filter, prefix);
  }
}

function declareHttp(
  store: StatsStore,
  { statPrefix: name, httpFilters }: HttpConnectionManager,
  listener: string,
): void {
  const prefix = statPrefix('http', name);
  for (const names of [HTTP_STATS, ROUTER_STATS, TRACING_STATS]) declareNames(store, prefix, names);
  declareNames(store, listener + prefix, LISTENER_HTTP_STATS);
  for (const { config } of httpFilters) {
    if (config.kind === 'rbac') declareNames(store, `${prefix}rbac.`, RBAC_STATS);
    if (config.kind === 'fault') declareNames(store, `${prefix}fault.`, FAULT_STATS);
  }
}

function declareTls(store: StatsStore, prefix: string, side: 'server' | 'client'): void {
  declareNames(store, `${prefix}ssl.`, TLS_STATS);
  declareNames(store, `${prefix}${side}_ssl_socket_factory.`, SOCKET_FACTORY_STATS);
}

/** A text field that the model does not keep. */
function ownText({ document }: EnvoyConfig, at: string, name: string): string | undefined {
  const message = resolvePointer(document.value, at);
  const text = isJsonObject(message) ? stringField(message, name) : undefined;
  return text === '' ? undefined : text;
}
