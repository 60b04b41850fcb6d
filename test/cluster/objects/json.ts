import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../src/text/json/JsonValue.js';

/** What is at a path below a value; `undefined` where there is nothing. */
export function at(value: JsonValue | undefined, ...path: readonly (string | number)[]): JsonValue | undefined {
  let here = value;
  for (const step of path) {
    if (isJsonArray(here) && typeof step === 'number') here = here[step];
    else if (isJsonObject(here) && Object.hasOwn(here, step)) here = here[step];
    else return undefined;
  }
  return here;
}

/** The text at a path; empty where there is none. */
export function textAt(value: JsonValue | undefined, ...path: readonly (string | number)[]): string {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : '';
}

/** The array at a path; empty where there is none. */
export function listAt(value: JsonValue | undefined, ...path: readonly (string | number)[]): readonly JsonValue[] {
  const found = at(value, ...path);
  return isJsonArray(found) ? found : [];
}

/** The object at a path; empty where there is none. */
export function mapAt(value: JsonValue | undefined, ...path: readonly (string | number)[]): JsonObject {
  const found = at(value, ...path);
  return isJsonObject(found) ? found : {};
}

/** Texts of an array at a path. */
export function textsAt(value: JsonValue | undefined, ...path: readonly (string | number)[]): readonly string[] {
  return listAt(value, ...path).filter((one) => typeof one === 'string');
}

/** The object with another value at a path of members. */
export function withAt(object: JsonObject, path: readonly string[], value: JsonValue): JsonObject {
  const [first, ...rest] = path;
  if (first === undefined) return object;
  return { ...object, [first]: rest.length === 0 ? value : withAt(mapAt(object, first), rest, value) };
}

/** The object without some of its members. */
export function without(object: JsonObject, ...keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

/** JSON of a request's body, or `undefined`. */
export function parseJsonText(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
