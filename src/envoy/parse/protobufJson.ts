import { isJsonArray, isJsonObject, type JsonValue } from '../../text/json/JsonValue.js';

/** What a wrapper (`google.protobuf.UInt32Value`, …) printed as an object holds; `null` for anything else. */
export function unwrapped(value: JsonValue): JsonValue {
  return isJsonObject(value) ? (value.value ?? null) : null;
}

/** Whether a field of this value is set: proto3 does not tell an empty string or list from none. */
export function isSet(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null && value !== '' && !(isJsonArray(value) && value.length === 0);
}

/** A number, also as text (64-bit integers); an empty object is a Percent of 0. */
export function numberIn(value: JsonValue): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (isJsonObject(value)) return Object.keys(value).length === 0 ? 0 : undefined;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
