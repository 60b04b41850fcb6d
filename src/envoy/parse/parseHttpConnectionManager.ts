import type { JsonValue } from '../../text/json/JsonValue.js';
import type { HttpConnectionManager } from '../model/HttpConnectionManager.js';
import { fieldNames } from './fieldNames.js';
import { Message } from './Message.js';
import { parseHttpFilter } from './parseHttpFilter.js';
import { parseUpgradeConfig } from './parseUpgradeConfig.js';
import { readAny } from './readAny.js';
import { readCodecOptions } from './readCodecOptions.js';
import { readRouteSource } from './readRouteSource.js';

/**
 * Logs, traces and statistics; limits of time and size; what only decorates requests, responses or certificates' headers;
 * request ids.
 */
const HARMLESS = fieldNames(
  'access_log',
  'access_log_flush_interval',
  'access_log_options',
  'flush_access_log_on_new_request',
  'http1_safe_max_connection_duration',
  'max_request_headers_kb',
  'idle_timeout',
  'stream_idle_timeout',
  'stream_flush_timeout',
  'request_timeout',
  'request_headers_timeout',
  'drain_timeout',
  'delayed_close_timeout',
  'add_user_agent',
  'server_header_transformation',
  'proxy_100_continue',
  'proxy_status_config',
  'set_current_client_cert_details',
  'represent_ipv4_remote_address_as_ipv4_mapped_ipv6',
  'request_id_extension',
  'preserve_external_request_id',
  'always_set_request_id_in_response',
  'stream_error_on_invalid_http_message',
  'add_proxy_protocol_connection_state',
);

const CODECS = ['AUTO', 'HTTP1', 'HTTP2', 'HTTP3'] as const;
const ESCAPED_SLASHES = [
  'IMPLEMENTATION_SPECIFIC_DEFAULT',
  'KEEP_UNCHANGED',
  'REJECT_REQUEST',
  'UNESCAPE_AND_REDIRECT',
  'UNESCAPE_AND_FORWARD',
] as const;
const CLIENT_CERT_DETAILS = [
  'SANITIZE',
  'FORWARD_ONLY',
  'APPEND_FORWARD',
  'SANITIZE_SET',
  'ALWAYS_FORWARD_ONLY',
] as const;

/** `http_connection_manager.v3.HttpConnectionManager` (`envoy.config.filter.network.http_connection_manager.v2`). */
export function parseHttpConnectionManager(value: JsonValue, at: string): HttpConnectionManager {
  const message = new Message(value, at);
  const internalAddressConfig = message.one('internal_address_config', readAny);
  const localReplyConfig = message.one('local_reply_config', readAny);
  const codec = readCodecOptions(message);
  return {
    kind: 'http_connection_manager',
    at,
    statPrefix: message.string('stat_prefix'),
    codecType: message.choice('codec_type', CODECS),
    routes: readRouteSource(message),
    httpFilters: message.many('http_filters', parseHttpFilter),
    upgradeConfigs: message.many('upgrade_configs', parseUpgradeConfig),
    useRemoteAddress: message.flag('use_remote_address'),
    xffNumTrustedHops: message.number('xff_num_trusted_hops') ?? 0,
    skipXffAppend: message.flag('skip_xff_append'),
    appendXForwardedPort: message.flag('append_x_forwarded_port'),
    ...(internalAddressConfig && { internalAddressConfig }),
    serverName: message.string('server_name'),
    normalizePath: message.flag('normalize_path'),
    mergeSlashes: message.flag('merge_slashes'),
    escapedSlashes: message.choice('path_with_escaped_slashes_action', ESCAPED_SLASHES),
    stripMatchingHostPort: message.flag('strip_matching_host_port'),
    stripAnyHostPort: message.flag('strip_any_host_port'),
    stripTrailingHostDot: message.flag('strip_trailing_host_dot'),
    acceptHttp10: codec.acceptHttp10,
    defaultHostForHttp10: codec.defaultHostForHttp10,
    allowAbsoluteUrl: codec.allowAbsoluteUrl,
    allowConnect: codec.allowConnect,
    allowCustomMethods: codec.allowCustomMethods,
    via: message.string('via'),
    forwardClientCertDetails: message.choice('forward_client_cert_details', CLIENT_CERT_DETAILS),
    generateRequestId: message.boolean('generate_request_id') ?? true,
    tracing: message.one('tracing', () => true) ?? false,
    ...(localReplyConfig && { localReplyConfig }),
    unsupported: message.unread(HARMLESS),
  };
}
