import {
  isJsonArray,
  isJsonObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../../text/json/JsonValue.js';

/** Prefix that Envoy gives to v2 fields which v3 hides; dumps of Envoy 1.14 to 1.17 carry it. */
const HIDDEN = 'hidden_envoy_deprecated_';
const HIDDEN_CAMEL = 'hiddenEnvoyDeprecated';

/** `filter_chains` as protobuf JSON spells it: `filterChains`. */
export function camelCase(name: string): string {
  let camel = '';
  for (let from = 0; ;) {
    const underscore = name.indexOf('_', from);
    if (underscore < 0) return from === 0 ? name : camel + name.slice(from);
    camel += name.slice(from, underscore) + name.charAt(underscore + 1).toUpperCase();
    from = underscore + 2;
  }
}

function isSet(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null;
}

/**
 * The key under which `object` holds the protobuf field `name` (given in snake_case): as it is, in camelCase, or with the
 * prefix `hidden_envoy_deprecated_`. `undefined` when the field is absent or `null`, which protobuf JSON reads as unset.
 */
export function fieldKey(object: JsonObject, name: string): string | undefined {
  if (isSet(object[name])) return name;
  const camel = camelCase(name);
  if (camel !== name && isSet(object[camel])) return camel;
  const hidden = HIDDEN + name;
  if (isSet(object[hidden])) return hidden;
  const hiddenCamel = HIDDEN_CAMEL + camel.charAt(0).toUpperCase() + camel.slice(1);
  return isSet(object[hiddenCamel]) ? hiddenCamel : undefined;
}

/** The value of the protobuf field `name` (given in snake_case) in any of its spellings. Never throws. */
export function field(object: JsonObject | undefined, name: string): JsonValue | undefined {
  if (object === undefined) return undefined;
  const key = fieldKey(object, name);
  return key === undefined ? undefined : object[key];
}

/** The field as a string; `undefined` when absent or of another shape. */
export function stringField(object: JsonObject | undefined, name: string): string | undefined {
  const value = field(object, name);
  return typeof value === 'string' ? value : undefined;
}

/** The field as a finite number; protobuf JSON writes 64-bit integers as strings, so numeric text counts. */
export function numberField(object: JsonObject | undefined, name: string): number | undefined {
  const value = field(object, name);
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** The field as a boolean; `undefined` when absent or of another shape. */
export function booleanField(object: JsonObject | undefined, name: string): boolean | undefined {
  const value = field(object, name);
  return typeof value === 'boolean' ? value : undefined;
}

/** The field as a JSON object; `undefined` when absent or of another shape. */
export function objectField(object: JsonObject | undefined, name: string): JsonObject | undefined {
  const value = field(object, name);
  return isJsonObject(value) ? value : undefined;
}

/** The field as a JSON array; empty when absent or of another shape. */
export function arrayField(object: JsonObject | undefined, name: string): JsonArray {
  const value = field(object, name);
  return isJsonArray(value) ? value : [];
}

/** The objects in a repeated message field; items of another shape are left out, so an index here is no index there. */
export function objectsField(object: JsonObject | undefined, name: string): readonly JsonObject[] {
  return arrayField(object, name).filter(isJsonObject);
}

/** The strings in a repeated string field; items of another shape are left out. */
export function stringsField(object: JsonObject | undefined, name: string): readonly string[] {
  return arrayField(object, name).filter((item) => typeof item === 'string');
}

/** The message inside nested message fields: `descend(listener, 'address', 'socket_address')`. */
export function descend(object: JsonObject | undefined, ...names: readonly string[]): JsonObject | undefined {
  let current = object;
  for (const name of names) current = objectField(current, name);
  return current;
}

/** The type URL of an Any in JSON (`@type`); empty when there is none. */
export function typeUrlOf(object: JsonObject | undefined): string {
  const value = object?.['@type'];
  return typeof value === 'string' ? value : '';
}

/** The message name of a type URL: `type.googleapis.com/envoy.api.v2.Cluster` gives `envoy.api.v2.Cluster`. */
export function messageName(typeUrl: string): string {
  return typeUrl.slice(typeUrl.lastIndexOf('/') + 1);
}
