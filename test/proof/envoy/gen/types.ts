import type { JsonObject } from '../../../../src/text/json/JsonValue.js';

/** A message of Envoy's API, as JSON. */
export type Json = JsonObject;

const PREFIX = 'type.googleapis.com/';

/** `Any`: `typed('envoy.extensions.filters.http.router.v3.Router', {…})`. */
export function typed(type: string, value: Json = {}): Json {
  return { '@type': `${PREFIX}${type}`, ...value };
}

/** An extension by its name and type: `{ name, typed_config }`. */
export function extension(name: string, type: string, value: Json = {}): Json {
  return { name, typed_config: typed(type, value) };
}

/** `name` of a message. */
export function nameOf({ name }: Json): string {
  return typeof name === 'string' ? name : '';
}

/** Leaves out members that are undefined. */
export function compact(members: Readonly<Record<string, Json[string] | undefined>>): Json {
  const set = Object.entries(members).filter((entry): entry is [string, Json[string]] => entry[1] !== undefined);
  return Object.fromEntries(set);
}
