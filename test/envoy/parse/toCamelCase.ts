import { camelCase, typeUrlOf } from '../../../src/envoy/dump/field.js';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../src/text/json/JsonValue.js';

/** Map fields: their keys are data, their values messages. */
const MAPS = ['typed_per_filter_config', 'per_filter_config', 'typed_extension_protocol_options', 'map', 'policies'];

/** Struct fields: all of them is data. */
const STRUCTS = ['filter_metadata', 'default_subset', 'client_features'];

/** A dump as Go's protojson or `istioctl -o json` prints it: the names of fields in camelCase, data as they are. */
export function toCamelCase(value: JsonValue): JsonValue {
  if (isJsonArray(value)) return value.map(toCamelCase);
  return isJsonObject(value) ? convert(value) : value;
}

function convert(message: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(message).map(([name, value]) => [
      name === '@type' ? name : camelCase(name),
      fieldValue(message, name, value),
    ]),
  );
}

function fieldValue(message: JsonObject, name: string, value: JsonValue): JsonValue {
  if (isStruct(message, name)) return value;
  if (!MAPS.includes(name) || !isJsonObject(value)) return toCamelCase(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toCamelCase(item)]));
}

function isStruct(message: JsonObject, name: string): boolean {
  const isNode = 'user_agent_name' in message || 'locality' in message;
  if (name === 'metadata') return isNode && 'cluster' in message;
  if (name === 'match') return 'transport_socket' in message;
  if (name === 'value') return typeUrlOf(message).endsWith('.TypedStruct');
  return STRUCTS.includes(name);
}
