import type { JsonValue } from '../../text/json/JsonValue.js';
import type { FractionalPercent } from '../model/FractionalPercent.js';
import type { CorsPolicy } from '../model/HttpFilter.js';
import type { StringMatcher } from '../model/StringMatcher.js';
import { fieldNames } from './fieldNames.js';
import { Message } from './Message.js';
import { parseStringMatcher } from './parseStringMatcher.js';
import { readRuntimeFractionalPercent } from './readFractionalPercent.js';

// Headers of the answer, and a mode that only counts.
const HARMLESS = fieldNames(
  'allow_methods',
  'allow_headers',
  'expose_headers',
  'max_age',
  'allow_credentials',
  'allow_private_network_access',
  'shadow_enabled',
);

/** `cors.v3.CorsPolicy`, `route.v3.CorsPolicy`; v2's `allow_origin`, `allow_origin_regex` and `enabled`. */
export function parseCorsPolicy(value: JsonValue, at: string): CorsPolicy {
  const message = new Message(value, at);
  const forwardNotMatchingPreflights = message.boolean('forward_not_matching_preflights');
  return {
    at,
    allowOrigin: [
      ...message.strings('allow_origin').map((origin): StringMatcher => ({
        kind: 'exact',
        value: origin,
        ignoreCase: false,
      })),
      ...message.strings('allow_origin_regex').map((regex): StringMatcher => ({ kind: 'ecmascript', regex })),
      ...message.many('allow_origin_string_match', parseStringMatcher),
    ],
    filterEnabled: readEnabled(message),
    ...(forwardNotMatchingPreflights !== undefined && { forwardNotMatchingPreflights }),
    unsupported: message.unread(HARMLESS),
  };
}

function readEnabled(policy: Message): FractionalPercent {
  const fraction = policy.message('filter_enabled');
  const enabled = policy.boolean('enabled') ?? true;
  if (fraction) return readRuntimeFractionalPercent(fraction);
  return { at: policy.pointer('enabled'), numerator: enabled ? 100 : 0, denominator: 100 };
}
