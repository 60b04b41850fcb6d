import type { JsonValue } from '../../../text/json/JsonValue.js';
import type { HealthCheck } from '../../model/filter/HealthCheck.js';
import { Message } from '../Message.js';
import { parseHeaderMatcher } from '../parseHeaderMatcher.js';

/** `health_check.v3.HealthCheck`; v2's `endpoint`, a path. */
export function parseHealthCheck(value: JsonValue, at: string): HealthCheck {
  const message = new Message(value, at);
  return {
    kind: 'health_check',
    at,
    passThrough: message.flag('pass_through_mode'),
    caches: (message.duration('cache_time') ?? 0) > 0,
    headers: message.many('headers', parseHeaderMatcher),
    clusters: Object.keys(message.struct('cluster_min_healthy_percentages')),
    unsupported: message.unread(),
  };
}
