import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/text/json/JsonValue.js';
import { mapAt, textAt } from './json.js';

/** An object of the API. */
export interface KubeObject extends JsonObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: JsonObject;
}

/** The same object with its three members seen to be there. */
export function asKubeObject(value: JsonValue | undefined): KubeObject | undefined {
  if (!isJsonObject(value)) return undefined;
  const { apiVersion, kind, metadata } = value;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined;
  return { ...value, apiVersion, kind, metadata: isJsonObject(metadata) ? metadata : {} };
}

/** `metadata.name`. */
export function nameOf(object: JsonObject): string {
  return textAt(object, 'metadata', 'name');
}

/** `metadata.namespace`, empty for what has none. */
export function namespaceOf(object: JsonObject): string {
  return textAt(object, 'metadata', 'namespace');
}

/** Labels. */
export function labelsOf(object: JsonObject): ReadonlyMap<string, string> {
  return stringMap(mapAt(object, 'metadata', 'labels'));
}

/** The members that are text. */
function stringMap(object: JsonObject): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(object).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value] as const] : [])),
  );
}
