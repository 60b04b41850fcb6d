import type { JsonValue } from '../../text/json/JsonValue.js';
import type { Cluster, TransportSocketMatch } from '../model/Cluster.js';
import type { UpstreamTransportSocket } from '../model/TransportSocket.js';
import { fieldNames } from './fieldNames.js';
import { Message } from './Message.js';
import { parseLoadAssignment, readHosts } from './parseLoadAssignment.js';
import { parseNetworkFilter } from './parseNetworkFilter.js';
import { parseUpstreamTransportSocket } from './parseTransportSocket.js';
import { parseUpstreamTls } from './parseUpstreamTls.js';
import { readBindSourceAddresses } from './readBindSourceAddresses.js';
import { readCircuitBreakers } from './readCircuitBreakers.js';
import { readClusterType } from './readClusterType.js';
import { readFilterMetadata } from './readFilterMetadata.js';
import { readLoadBalancing } from './readLoadBalancing.js';
import { readOriginalDstConfig } from './readOriginalDstConfig.js';
import { readUpstreamHttp } from './readUpstreamHttp.js';

/**
 * Names for statistics, buffers and sockets, limits of time, when and how names are resolved (what they resolve to is
 * given), what becomes of hosts that leave, connections made ahead; the details of a load balancer weigh hosts that are
 * all possible.
 */
const HARMLESS = fieldNames(
  'alt_stat_name',
  'per_connection_buffer_limit_bytes',
  'max_requests_per_connection',
  'common_http_protocol_options',
  'http_protocol_options',
  'dns_refresh_rate',
  'dns_jitter',
  'dns_failure_refresh_rate',
  'respect_dns_ttl',
  'dns_lookup_family',
  'dns_resolvers',
  'dns_resolution_config',
  'typed_dns_resolver_config',
  'use_tcp_for_dns_lookups',
  'wait_for_warm_on_init',
  'cleanup_interval',
  'upstream_connection_options',
  'close_connections_on_host_health_failure',
  'ignore_health_on_host_removal',
  'drain_connections_on_host_removal',
  'track_timeout_budgets',
  'track_cluster_stats',
  'preconnect_policy',
  'connection_pool_per_downstream_connection',
  'lrs_server',
  'lrs_report_endpoint_metrics',
  'round_robin_lb_config',
  'least_request_lb_config',
  'ring_hash_lb_config',
  'maglev_lb_config',
);

// Where endpoints come from.
const HARMLESS_EDS = fieldNames('eds_config');

/** `config.cluster.v3.Cluster`; v2's `hosts`, `tls_context`, `http2_protocol_options`, `protocol_selection`. */
export function parseCluster(value: JsonValue, at: string): Cluster {
  const message = new Message(value, at);
  const loadAssignment = message.one('load_assignment', parseLoadAssignment) ?? readHosts(message);
  const { unsupported: unsupportedHttp, ...http } = readUpstreamHttp(message);
  message.value('health_checks');
  message.value('outlier_detection');
  return {
    at,
    name: message.string('name'),
    type: readClusterType(message),
    edsServiceName: message.message('eds_cluster_config')?.ignore(HARMLESS_EDS).string('service_name') ?? '',
    ...(loadAssignment && { loadAssignment }),
    ...readLoadBalancing(message),
    connectTimeoutMs: message.duration('connect_timeout') ?? 5000,
    transportSocket: readTransportSocket(message),
    transportSocketMatches: message.messages('transport_socket_matches').map(readTransportSocketMatch),
    ...http,
    filters: message.many('filters', parseNetworkFilter),
    circuitBreakers: readCircuitBreakers(message),
    healthChecks: message.has('health_checks'),
    outlierDetection: message.has('outlier_detection'),
    originalDst: readOriginalDstConfig(message),
    bindSourceAddresses: readBindSourceAddresses(message),
    metadata: readFilterMetadata(message),
    unsupported: [...message.unread(HARMLESS), ...unsupportedHttp],
  };
}

function readTransportSocket(message: Message): UpstreamTransportSocket {
  return (
    message.one('transport_socket', parseUpstreamTransportSocket) ??
    message.one('tls_context', parseUpstreamTls) ?? { kind: 'raw_buffer', at: message.at }
  );
}

/** `Cluster.TransportSocketMatch`. */
function readTransportSocketMatch(entry: Message): TransportSocketMatch {
  return {
    at: entry.at,
    name: entry.string('name'),
    match: entry.struct('match'),
    socket: entry.one('transport_socket', parseUpstreamTransportSocket) ?? { kind: 'raw_buffer', at: entry.at },
  };
}
