import type { JsonValue } from '../../text/json/JsonValue.js';
import type { ForwardAction } from '../model/RouteAction.js';
import { fieldNames } from './fieldNames.js';
import { readRateLimits } from './filter/readRateLimits.js';
import { Message } from './Message.js';
import { parseCorsPolicy } from './parseCorsPolicy.js';
import { readMirrorPolicies } from './readMirrorPolicies.js';
import { readRetryPolicy } from './readRetryPolicy.js';
import { parseUpgradeConfig } from './parseUpgradeConfig.js';
import { readClusterSpecifier } from './readClusterSpecifier.js';
import { readSubsetCriteria } from './readFilterMetadata.js';
import { readHashPolicy } from './readHashPolicy.js';
import { readHostRewrite, readPathRewrite } from './readRewrites.js';

// Limits of time and of size, hedging.
const HARMLESS = fieldNames(
  'idle_timeout',
  'flush_timeout',
  'early_data_policy',
  'hedge_policy',
  'max_internal_redirects',
);

const NOT_FOUND_CODES = ['SERVICE_UNAVAILABLE', 'NOT_FOUND', 'INTERNAL_SERVER_ERROR'] as const;
const NOT_FOUND_STATUS = { SERVICE_UNAVAILABLE: 503, NOT_FOUND: 404, INTERNAL_SERVER_ERROR: 500 } as const;

/** `config.route.v3.RouteAction`. */
export function parseForwardAction(value: JsonValue, at: string): ForwardAction {
  const message = new Message(value, at);
  const pathRewrite = readPathRewrite(message);
  const hostRewrite = readHostRewrite(message);
  const retryPolicy = readRetryPolicy(message);
  const cors = message.one('cors', parseCorsPolicy);
  message.value('internal_redirect_policy');
  message.value('max_stream_duration');
  const maxGrpcTimeoutMs = message.duration('max_grpc_timeout');
  const grpcTimeoutOffsetMs = message.duration('grpc_timeout_offset');
  return {
    kind: 'route',
    at,
    cluster: readClusterSpecifier(message),
    clusterNotFoundStatus: NOT_FOUND_STATUS[message.choice('cluster_not_found_response_code', NOT_FOUND_CODES)],
    ...(pathRewrite && { pathRewrite }),
    ...(hostRewrite && { hostRewrite }),
    appendXForwardedHost: message.flag('append_x_forwarded_host'),
    metadataMatch: readSubsetCriteria(message),
    timeoutMs: message.duration('timeout') ?? 15_000,
    ...(maxGrpcTimeoutMs !== undefined && { maxGrpcTimeoutMs }),
    ...(grpcTimeoutOffsetMs !== undefined && { grpcTimeoutOffsetMs }),
    boundsStreamDuration: message.has('max_stream_duration'),
    ...(retryPolicy && { retryPolicy }),
    requestMirrorPolicies: readMirrorPolicies(message),
    hashPolicies: message.messages('hash_policy').map(readHashPolicy),
    upgradeConfigs: message.many('upgrade_configs', parseUpgradeConfig),
    ...(cors && { cors }),
    rateLimits: readRateLimits(message),
    includeVhRateLimits: message.flag('include_vh_rate_limits'),
    priority: message.choice('priority', ['DEFAULT', 'HIGH']),
    internalRedirect:
      message.has('internal_redirect_policy') ||
      message.choice('internal_redirect_action', INTERNAL_REDIRECT) === 'HANDLE_INTERNAL_REDIRECT',
    unsupported: message.unread(HARMLESS),
  };
}

const INTERNAL_REDIRECT = ['PASS_THROUGH_INTERNAL_REDIRECT', 'HANDLE_INTERNAL_REDIRECT'] as const;
