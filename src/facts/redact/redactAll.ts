import { isJsonArray, isJsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import type { RedactedKind } from '../../text/redactedText.js';
import type { Placeholders } from './Placeholders.js';

/** A value of which nothing is known to be harmless: one placeholder, whatever is in it; what can hold no secret (null, booleans, emptiness) stays. */
export function redactAll(value: JsonValue, kind: RedactedKind, placeholders: Placeholders): JsonValue {
  if (value === null || typeof value === 'boolean' || value === '') return value;
  if (typeof value === 'string') return placeholders.of(kind, value);
  if (typeof value === 'number') return placeholders.of('number', String(value));
  const isEmpty = isJsonArray(value) ? value.length === 0 : isJsonObject(value) && Object.keys(value).length === 0;
  return isEmpty ? value : placeholders.of(kind, JSON.stringify(value));
}
