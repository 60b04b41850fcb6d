import type { RetryPolicy } from '../model/Route.js';
import { fieldNames } from './fieldNames.js';
import type { Message } from './Message.js';

// When a retry comes and which hosts it prefers; limits of time; what in an answer calls for one.
const HARMLESS = fieldNames(
  'per_try_idle_timeout',
  'retry_priority',
  'retry_host_predicate',
  'retry_options_predicates',
  'host_selection_retry_max_attempts',
  'retry_back_off',
  'rate_limited_retry_back_off',
  'retriable_headers',
  'retriable_request_headers',
);

/** `config.route.v3.RetryPolicy` in the field `retry_policy`. */
export function readRetryPolicy(message: Message): RetryPolicy | undefined {
  const policy = message.message('retry_policy')?.ignore(HARMLESS);
  if (policy === undefined) return undefined;
  const perTryTimeoutMs = policy.duration('per_try_timeout');
  const conditions = policy.string('retry_on').split(',');
  return {
    at: policy.at,
    retryOn: conditions.map((condition) => condition.trim()).filter((condition) => condition !== ''),
    numRetries: policy.number('num_retries') ?? 1,
    ...(perTryTimeoutMs !== undefined && { perTryTimeoutMs }),
    retriableStatusCodes: policy.numbers('retriable_status_codes'),
  };
}
