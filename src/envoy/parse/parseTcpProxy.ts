import type { JsonValue } from '../../text/json/JsonValue.js';
import type { TcpProxy } from '../model/NetworkFilter.js';
import { fieldNames, NO_FIELDS } from './fieldNames.js';
import { Message } from './Message.js';
import { readSubsetCriteria } from './readFilterMetadata.js';

// Logs, statistics, limits of time and what is sent besides the stream. `hash_policy` weighs hosts that are all possible.
const HARMLESS = fieldNames(
  'access_log',
  'access_log_flush_interval',
  'flush_access_log_on_connected',
  'access_log_options',
  'idle_timeout',
  'downstream_idle_timeout',
  'upstream_idle_timeout',
  'max_downstream_connection_duration',
  'max_downstream_connection_duration_jitter_percentage',
  'backoff_options',
  'hash_policy',
  'proxy_protocol_tlvs',
  'proxy_protocol_tlv_merge_policy',
);

/** `tcp_proxy.v3.TcpProxy`. */
export function parseTcpProxy(value: JsonValue, at: string): TcpProxy {
  const message = new Message(value, at);
  const cluster = message.text('cluster');
  const weighted = message.message('weighted_clusters');
  const tunneling = message.one('tunneling_config', parseTunnelingConfig);
  return {
    kind: 'tcp_proxy',
    at,
    statPrefix: message.string('stat_prefix'),
    ...(cluster !== undefined && { cluster }),
    weightedClusters: weighted?.many('clusters', parseClusterWeight) ?? [],
    metadataMatch: readSubsetCriteria(message),
    maxConnectAttempts: message.number('max_connect_attempts') ?? 1,
    ...(tunneling && { tunneling }),
    unsupported: [...message.unread(HARMLESS), ...(weighted?.unread(NO_FIELDS) ?? [])],
  };
}

/** `TcpProxy.WeightedCluster.ClusterWeight`. */
function parseClusterWeight(value: JsonValue, at: string): TcpProxy['weightedClusters'][number] {
  const message = new Message(value, at);
  return {
    at,
    name: message.string('name'),
    weight: message.number('weight') ?? 0,
    metadataMatch: readSubsetCriteria(message),
  };
}

/** `TcpProxy.TunnelingConfig`. */
function parseTunnelingConfig(value: JsonValue, at: string): NonNullable<TcpProxy['tunneling']> {
  const message = new Message(value, at);
  return { at, hostname: message.string('hostname'), usePost: message.flag('use_post') };
}
