import type { JsonValue } from '../../../text/json/JsonValue.js';
import type { FractionalPercent } from '../../model/FractionalPercent.js';
import type { LocalRateLimit } from '../../model/filter/LocalRateLimit.js';
import { Message } from '../Message.js';
import { readRuntimeFractionalPercent } from '../readFractionalPercent.js';
import { readStatus } from './readStatus.js';

/** `local_ratelimit.v3.LocalRateLimit`. How its buckets are filled, and headers, are passed over. */
export function parseLocalRateLimit(value: JsonValue, at: string): LocalRateLimit {
  const message = new Message(value, at);
  const status = readStatus(message, 'status', 429);
  return {
    kind: 'local_ratelimit',
    at,
    limits: message.has('token_bucket') || message.messages('descriptors').length > 0,
    filterEnabled: fraction(message, 'filter_enabled'),
    filterEnforced: fraction(message, 'filter_enforced'),
    status: status < 400 ? 429 : status,
    resourceExhausted: message.flag('rate_limited_as_resource_exhausted'),
  };
}

function fraction(message: Message, field: string): FractionalPercent {
  const percent = message.message(field);
  return percent ? readRuntimeFractionalPercent(percent) : { at: message.at, numerator: 0, denominator: 100 };
}
