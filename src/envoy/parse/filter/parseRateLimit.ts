import type { JsonValue } from '../../../text/json/JsonValue.js';
import type { RateLimit, RateLimitPerRoute } from '../../model/filter/RateLimit.js';
import { fieldNames } from '../fieldNames.js';
import { Message } from '../Message.js';
import { readRuntimeFractionalPercent } from '../readFractionalPercent.js';
import { readStatus } from './readStatus.js';
import { readRateLimits } from './readRateLimits.js';
import { readServiceCluster } from './readServiceCluster.js';

// What the service is told and how long it may take; headers of the answer; statistics; whether its limits are kept, which they are not known to be.
const HARMLESS = fieldNames(
  'domain',
  'timeout',
  'enable_x_ratelimit_headers',
  'disable_x_envoy_ratelimited_header',
  'response_headers_to_add',
  'stat_prefix',
  'filter_enforced',
  'failure_mode_deny_percent',
);
const HARMLESS_SERVICE = fieldNames('transport_api_version');

/** `ratelimit.v3.RateLimit`. */
export function parseRateLimit(value: JsonValue, at: string): RateLimit {
  const message = new Message(value, at).ignore(HARMLESS);
  const service = message.message('rate_limit_service')?.ignore(HARMLESS_SERVICE);
  const enabled = message.message('filter_enabled');
  const cluster = service && readServiceCluster(service);
  service?.value('grpc_service');
  const limited = readStatus(message, 'rate_limited_status', 429);
  return {
    kind: 'ratelimit',
    at,
    stage: message.number('stage') ?? 0,
    requestType: requestType(message.string('request_type')),
    cluster: cluster ?? '',
    ...(enabled && { filterEnabled: readRuntimeFractionalPercent(enabled) }),
    failureModeDeny: message.flag('failure_mode_deny'),
    statusOnError: readStatus(message, 'status_on_error', 500),
    limitedStatus: limited < 400 ? 429 : limited,
    resourceExhausted: message.flag('rate_limited_as_resource_exhausted'),
    unsupported: message.unread().filter((field) => !field.startsWith('rate_limit_service.grpc_service')),
  };
}

function requestType(text: string): RateLimit['requestType'] {
  return text === 'internal' || text === 'external' ? text : 'both';
}

const VIRTUAL_HOST = { OVERRIDE: 'override', INCLUDE: 'include', IGNORE: 'ignore' } as const;
const HARMLESS_PER_ROUTE = fieldNames('domain', 'override_option');

/** `ratelimit.v3.RateLimitPerRoute`; `override_option` does nothing (measured). */
export function parseRateLimitPerRoute(value: JsonValue, at: string): RateLimitPerRoute {
  const message = new Message(value, at);
  const named = message.choice('vh_rate_limits', ['OVERRIDE', 'INCLUDE', 'IGNORE']);
  return {
    kind: 'ratelimit',
    at,
    virtualHost: VIRTUAL_HOST[named],
    policies: readRateLimits(message),
    unsupported: message.unread(HARMLESS_PER_ROUTE),
  };
}
