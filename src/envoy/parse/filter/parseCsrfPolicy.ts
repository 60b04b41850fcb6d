import type { JsonValue } from '../../../text/json/JsonValue.js';
import type { CsrfPolicy } from '../../model/filter/CsrfPolicy.js';
import { Message } from '../Message.js';
import { parseStringMatcher } from '../parseStringMatcher.js';
import { readRuntimeFractionalPercent } from '../readFractionalPercent.js';

/** `csrf.v3.CsrfPolicy`. */
export function parseCsrfPolicy(value: JsonValue, at: string): CsrfPolicy {
  const message = new Message(value, at);
  const enabled = message.message('filter_enabled');
  const shadow = message.message('shadow_enabled');
  return {
    kind: 'csrf',
    at,
    filterEnabled: enabled
      ? readRuntimeFractionalPercent(enabled)
      : { at: message.pointer('filter_enabled'), numerator: 100, denominator: 100 },
    ...(shadow && { shadowEnabled: readRuntimeFractionalPercent(shadow) }),
    additionalOrigins: message.many('additional_origins', parseStringMatcher),
    unsupported: message.unread(),
  };
}
