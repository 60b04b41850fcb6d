import type { JsonValue } from '../../text/json/JsonValue.js';
import type { RetryPolicy } from '../model/Route.js';
import { Message } from './Message.js';

/** `config.route.v3.RetryPolicy`. Back-off and the choice of other hosts are left out: they change when and where, not whether. */
export function parseRetryPolicy(value: JsonValue, at: string): RetryPolicy {
  const message = new Message(value, at);
  const perTryTimeoutMs = message.duration('per_try_timeout');
  return {
    at,
    retryOn: message
      .string('retry_on')
      .split(',')
      .map((condition) => condition.trim())
      .filter((condition) => condition !== ''),
    numRetries: message.number('num_retries') ?? 1,
    ...(perTryTimeoutMs !== undefined && { perTryTimeoutMs }),
    retriableStatusCodes: message.numbers('retriable_status_codes'),
  };
}
