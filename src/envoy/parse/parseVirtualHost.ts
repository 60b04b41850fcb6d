import type { JsonValue } from '../../text/json/JsonValue.js';
import type { VirtualHost } from '../model/Route.js';
import { fieldNames } from './fieldNames.js';
import { readRateLimits } from './filter/readRateLimits.js';
import { lazily } from './lazily.js';
import { Message } from './Message.js';
import { parseCorsPolicy } from './parseCorsPolicy.js';
import { readHeaderMutations } from './readHeaderMutations.js';
import { parseMatcherTree } from './parseMatcherTree.js';
import { readMirrorPolicies } from './readMirrorPolicies.js';
import { readRetryPolicy } from './readRetryPolicy.js';
import { readPerFilterConfig } from './readPerFilterConfig.js';
import { parseRoute } from './parseRoute.js';

// Statistics, limits of size and of time, headers of the answer.
const HARMLESS = fieldNames(
  'routes',
  'virtual_clusters',
  'include_attempt_count_in_response',
  'hedge_policy',
  'include_is_timeout_retry_header',
  'per_request_buffer_limit_bytes',
  'request_body_buffer_limit',
  'metadata',
);

/** `config.route.v3.VirtualHost`. Its routes are read when they are first asked for. */
export function parseVirtualHost(value: JsonValue, at: string): VirtualHost {
  const message = new Message(value, at);
  const routes = lazily(() => message.many('routes', parseRoute));
  const matcher = message.one('matcher', parseMatcherTree);
  const cors = message.one('cors', parseCorsPolicy);
  const retryPolicy = readRetryPolicy(message);
  return {
    at,
    name: message.string('name'),
    domains: message.strings('domains'),
    get routes() {
      return routes();
    },
    ...(matcher && { matcher }),
    requireTls: message.choice('require_tls', ['NONE', 'EXTERNAL_ONLY', 'ALL']),
    headers: readHeaderMutations(message),
    perFilterConfig: readPerFilterConfig(message),
    includeRequestAttemptCount: message.flag('include_request_attempt_count'),
    ...(cors && { cors }),
    rateLimits: readRateLimits(message),
    ...(retryPolicy && { retryPolicy }),
    requestMirrorPolicies: readMirrorPolicies(message),
    unsupported: message.unread(HARMLESS),
  };
}
