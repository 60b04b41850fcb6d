import type { JsonValue } from '../../text/json/JsonValue.js';

/** A text, or nothing where something else stands. */
export function textIn(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
