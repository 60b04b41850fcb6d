import type { EnvoyConfig } from '../../envoy/model/EnvoyConfig.js';
import { stringField } from '../../envoy/dump/field.js';
import { isJsonObject } from '../../text/json/JsonValue.js';
import { resolvePointer } from '../../text/json/pointer.js';
import type { AccessLogs } from '../runtime/AccessLogs.js';
import type { Counter } from './Stat.js';
import type { StreamInfo } from '../runtime/StreamInfo.js';
import { listenerStatPrefix, statPrefix } from './statPrefix.js';
import type { StatsStore } from './StatsStore.js';

/**
 * Counts what is known once a request has ended, at the place where it is logged: the answers of each listener's HTTP by class, and
 * those of each cluster by status, apart for internal and external requests (source/common/http/codes.cc chargeResponseStat). What the
 * router counts of answers from upstream is not counted again.
 */
export function countStreams(logs: AccessLogs, store: StatsStore, config: EnvoyConfig): AccessLogs {
  const prefixes = listenerPrefixes(config);
  const clusters = new Map<string, (code: number, internal: boolean, isLocal: boolean) => void>();
  const countCluster = ({ upstreamCluster, responseCode, grpcStatus, request, responseCodeDetails }: StreamInfo) => {
    let count = clusters.get(upstreamCluster);
    if (count === undefined) {
      count = clusterCounter(store, statPrefix('cluster', upstreamCluster));
      clusters.set(upstreamCluster, count);
    }
    const internal =
      request?.headers.some(({ name, value }) => name === 'x-envoy-internal' && value === 'true') === true;
    const isLocal = responseCodeDetails !== 'via_upstream';
    // A local reply to a gRPC request goes out as 200; what it is about is counted.
    const code = isLocal && responseCode === 200 && grpcStatus === 14 ? 503 : responseCode;
    count(code, internal, isLocal);
  };
  return {
    ...logs,
    loggerAt(at) {
      const logger = logs.loggerAt(at);
      const prefix = prefixes.get(at);
      if (prefix === undefined) return logger;
      const classes = ['1xx', '2xx', '3xx', '4xx', '5xx', 'completed'].map((name) =>
        store.counter(`${prefix}downstream_rq_${name}`),
      );
      return {
        log(info) {
          classes[Math.floor(info.responseCode / 100) - 1]?.add(1);
          if (info.responseCode > 0) classes[5]?.add(1);
          const hasCluster = info.upstreamCluster !== '' && !info.responseFlags.includes('NC');
          if (hasCluster && info.responseCode > 0) countCluster(info);
          logger.log(info);
        },
      };
    },
  };
}

/** `listener.<address>.http.<prefix>.` by the pointer of each HTTP connection manager. */
function listenerPrefixes(config: EnvoyConfig): ReadonlyMap<string, string> {
  const prefixes = new Map<string, string>();
  for (const listener of config.listeners()) {
    const message = resolvePointer(config.document.value, listener.at);
    const own = isJsonObject(message) ? stringField(message, 'stat_prefix') : undefined;
    const chains = [...listener.filterChains, ...(listener.defaultFilterChain ? [listener.defaultFilterChain] : [])];
    for (const { config: filter } of chains.flatMap(({ filters }) => filters)) {
      if (filter.kind === 'http_connection_manager')
        prefixes.set(filter.at, listenerStatPrefix(listener, own) + statPrefix('http', filter.statPrefix));
    }
  }
  return prefixes;
}

function clusterCounter(store: StatsStore, prefix: string) {
  const known = new Map<number, readonly Counter[]>();
  return (code: number, internal: boolean, isLocal: boolean): void => {
    // One number for the three: no text is built for an answer like one before.
    const key = code * 4 + (internal ? 2 : 0) + (isLocal ? 1 : 0);
    let counters = known.get(key);
    if (counters === undefined) {
      const names = [`upstream_rq_${code}`, `upstream_rq_${Math.floor(code / 100)}xx`, 'upstream_rq_completed'];
      const places = [`${prefix}${internal ? 'internal' : 'external'}.`, ...(isLocal ? [prefix] : [])];
      counters = places.flatMap((place) => names.map((name) => store.counter(place + name)));
      known.set(key, counters);
    }
    for (const counter of counters) counter.add(1);
  };
}
