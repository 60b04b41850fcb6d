/** What `JSON.parse` gives, readonly. */
export type JsonValue = string | number | boolean | null | JsonObject | JsonArray;

/** Members in the order of the text, integer-like keys first; a key given twice has its last value. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** A JSON array; readonly, as all JSON here. */
export type JsonArray = readonly JsonValue[];

/** Whether `value` is an object: neither `null` nor an array. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether `value` is an array. */
export function isJsonArray(value: JsonValue | undefined): value is JsonArray {
  return Array.isArray(value);
}
