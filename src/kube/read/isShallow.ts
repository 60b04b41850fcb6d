import type { JsonValue } from '../../text/json/JsonValue.js';

/** Deeper than any object of Kubernetes; far less than what overflows a stack. */
const MAX_DEPTH = 256;

/** Whether no value lies deeper than 256 levels. A value that contains itself does, without end. */
export function isShallow(value: JsonValue, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= MAX_DEPTH) return false;
  return Object.values(value).every((child: JsonValue) => isShallow(child, depth + 1));
}
