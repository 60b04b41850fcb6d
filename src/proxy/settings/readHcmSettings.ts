import type { EnvoyConfig } from '../../envoy/model/EnvoyConfig.js';
import type { HttpConnectionManager } from '../../envoy/model/HttpConnectionManager.js';
import { messageAt } from './messageAt.js';

/** Limits and habits of a connection manager. Times in milliseconds, 0 for none. */
export interface HcmSettings {
  readonly maxRequestHeadersBytes: number;
  readonly maxHeadersCount: number;
  readonly idleTimeoutMs: number;
  readonly streamIdleTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly requestHeadersTimeoutMs: number;
  readonly maxStreamDurationMs: number;
  readonly maxConnectionDurationMs: number;
  readonly maxRequestsPerConnection: number;
  readonly delayedCloseTimeoutMs: number;
  readonly serverHeader: 'OVERWRITE' | 'APPEND_IF_ABSENT' | 'PASS_THROUGH';
  readonly serverName: string;
  readonly via: string;
  readonly underscores: 'ALLOW' | 'REJECT_REQUEST' | 'DROP_HEADER';
  /** HTTP/1 trailers are passed on. */
  readonly trailers: boolean;
  /** `100 Continue` is left to the upstream. */
  readonly proxies100Continue: boolean;
  readonly requestIdInResponse: boolean;
  readonly preservesRequestId: boolean;
  readonly maxConcurrentStreams: number;
  readonly clientCertDetails: ReadonlySet<'subject' | 'cert' | 'chain' | 'dns' | 'uri'>;
}

const SERVER = ['OVERWRITE', 'APPEND_IF_ABSENT', 'PASS_THROUGH'] as const;
const UNDERSCORES = ['ALLOW', 'REJECT_REQUEST', 'DROP_HEADER'] as const;
const DETAILS = ['subject', 'cert', 'chain', 'dns', 'uri'] as const;
const HOUR = 3_600_000;

/** `HttpConnectionManager`, with Envoy's defaults (source/extensions/filters/network/http_connection_manager/config.cc). */
export function readHcmSettings(config: EnvoyConfig, hcm: HttpConnectionManager): HcmSettings {
  const message = messageAt(config, hcm.at);
  const common = message.message('common_http_protocol_options');
  const http1 = message.message('http_protocol_options');
  const certificate = message.message('set_current_client_cert_details');
  return {
    maxRequestHeadersBytes: (message.number('max_request_headers_kb') ?? 60) * 1024,
    maxHeadersCount: common?.number('max_headers_count') ?? 100,
    idleTimeoutMs: common?.duration('idle_timeout') ?? message.duration('idle_timeout') ?? HOUR,
    streamIdleTimeoutMs: message.duration('stream_idle_timeout') ?? HOUR / 12,
    requestTimeoutMs: message.duration('request_timeout') ?? 0,
    requestHeadersTimeoutMs: message.duration('request_headers_timeout') ?? 0,
    maxStreamDurationMs: common?.duration('max_stream_duration') ?? 0,
    maxConnectionDurationMs: common?.duration('max_connection_duration') ?? 0,
    maxRequestsPerConnection: common?.number('max_requests_per_connection') ?? 0,
    delayedCloseTimeoutMs: message.duration('delayed_close_timeout') ?? 1000,
    serverHeader: message.choice('server_header_transformation', SERVER),
    serverName: hcm.serverName === '' ? 'envoy' : hcm.serverName,
    via: message.string('via'),
    underscores: common?.choice('headers_with_underscores_action', UNDERSCORES) ?? 'ALLOW',
    trailers: http1?.flag('enable_trailers') ?? false,
    proxies100Continue: message.flag('proxy_100_continue'),
    requestIdInResponse: message.flag('always_set_request_id_in_response'),
    preservesRequestId: message.flag('preserve_external_request_id'),
    maxConcurrentStreams: message.message('http2_protocol_options')?.number('max_concurrent_streams') ?? 1024,
    clientCertDetails: new Set(DETAILS.filter((name) => certificate?.flag(name))),
  };
}
