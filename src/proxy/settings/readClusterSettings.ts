import type { EnvoyConfig } from '../../envoy/model/EnvoyConfig.js';
import type { Cluster } from '../../envoy/model/Cluster.js';
import type { Message } from '../../envoy/parse/Message.js';
import { messageAt } from './messageAt.js';
import { readOutlierSettings, type OutlierSettings } from './readOutlierSettings.js';

/** Limits and habits of a cluster. Times in milliseconds, 0 for none. */
export interface ClusterSettings {
  /** How long a connection without requests is kept. */
  readonly idleTimeoutMs: number;
  readonly maxRequestsPerConnection: number;
  readonly maxStreamDurationMs: number;
  readonly maxConcurrentStreams: number;
  readonly dnsFamily: 'AUTO' | 'V4_ONLY' | 'V6_ONLY' | 'V4_PREFERRED' | 'ALL';
  readonly dnsRefreshMs: number;
  readonly outlier?: OutlierSettings;
}

const FAMILIES = ['AUTO', 'V4_ONLY', 'V6_ONLY', 'V4_PREFERRED', 'ALL'] as const;
const OPTIONS = 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions';
const HOUR = 3_600_000;

/** `config.cluster.v3.Cluster` and its `HttpProtocolOptions`, with Envoy's defaults. */
export function readClusterSettings(config: EnvoyConfig, cluster: Cluster): ClusterSettings {
  const message = messageAt(config, cluster.at);
  const options = message.message('typed_extension_protocol_options')?.message(OPTIONS);
  const common = options?.message('common_http_protocol_options') ?? message.message('common_http_protocol_options');
  const outlier = message.message('outlier_detection');
  return {
    idleTimeoutMs: common?.duration('idle_timeout') ?? HOUR,
    maxRequestsPerConnection:
      common?.number('max_requests_per_connection') ?? message.number('max_requests_per_connection') ?? 0,
    maxStreamDurationMs: common?.duration('max_stream_duration') ?? 0,
    maxConcurrentStreams: http2Of(options)?.number('max_concurrent_streams') ?? 1024,
    dnsFamily: message.choice('dns_lookup_family', FAMILIES),
    dnsRefreshMs: message.duration('dns_refresh_rate') ?? 5000,
    ...(outlier === undefined ? {} : { outlier: readOutlierSettings(outlier) }),
  };
}

function http2Of(options: Message | undefined): Message | undefined {
  const explicit = options?.message('explicit_http_config') ?? options?.message('use_downstream_protocol_config');
  return explicit?.message('http2_protocol_options');
}
