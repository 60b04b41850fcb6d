import type { JsonValue } from '../../text/json/JsonValue.js';
import type { FractionalPercent } from '../model/FractionalPercent.js';
import { Message } from './Message.js';

const DENOMINATORS = ['HUNDRED', 'TEN_THOUSAND', 'MILLION'] as const;
const VALUES = { HUNDRED: 100, TEN_THOUSAND: 10_000, MILLION: 1_000_000 } as const;

/** `type.v3.FractionalPercent`; an integer is a percentage (v2's `percent`). */
export function parseFractionalPercent(value: JsonValue, at: string): FractionalPercent {
  if (typeof value === 'number') return { at, numerator: value, denominator: 100 };
  const message = new Message(value, at);
  const denominator = VALUES[message.choice('denominator', DENOMINATORS)];
  return { at, numerator: message.number('numerator') ?? 0, denominator };
}

/** `core.v3.RuntimeFractionalPercent`; v2's RuntimeUInt32 has a plain number, a percentage, as `default_value`. */
export function parseRuntimeFractionalPercent(value: JsonValue, at: string): FractionalPercent {
  const message = new Message(value, at);
  const fraction = message.one('default_value', parseFractionalPercent) ?? { numerator: 0, denominator: 100 };
  const runtimeKey = message.string('runtime_key');
  return { ...fraction, at, ...(runtimeKey !== '' && { runtimeKey }) };
}
