import type { JsonValue } from '../../text/json/JsonValue.js';
import type { TcpProxy } from '../model/NetworkFilter.js';
import { fieldNames } from './fieldNames.js';
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
  const tunneling = message.message('tunneling_config');
  return {
    kind: 'tcp_proxy',
    at,
    statPrefix: message.string('stat_prefix'),
    ...(cluster !== undefined && { cluster }),
    weightedClusters: message.message('weighted_clusters')?.messages('clusters').map(readClusterWeight) ?? [],
    metadataMatch: readSubsetCriteria(message),
    maxConnectAttempts: message.number('max_connect_attempts') ?? 1,
    ...(tunneling && { tunneling: readTunnelingConfig(tunneling) }),
    unsupported: message.unread(HARMLESS),
  };
}

/** `TcpProxy.WeightedCluster.ClusterWeight`. */
function readClusterWeight(entry: Message): TcpProxy['weightedClusters'][number] {
  return {
    at: entry.at,
    name: entry.string('name'),
    weight: entry.number('weight') ?? 0,
    metadataMatch: readSubsetCriteria(entry),
  };
}

// What goes with the CONNECT and comes with its answer.
const HARMLESS_TUNNELING = fieldNames(
  'headers_to_add',
  'propagate_response_headers',
  'propagate_response_trailers',
  'request_id_extension',
  'request_id_header',
  'request_id_metadata_key',
);

/** `TcpProxy.TunnelingConfig`. */
function readTunnelingConfig(tunneling: Message): NonNullable<TcpProxy['tunneling']> {
  tunneling.ignore(HARMLESS_TUNNELING);
  return { at: tunneling.at, hostname: tunneling.string('hostname'), usePost: tunneling.flag('use_post') };
}
