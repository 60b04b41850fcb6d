import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../text/json/JsonValue.js';

/**
 * Whether a namespace of `filter_metadata` has all of `wanted`, each with an equal value (config/metadata.cc
 * `metadataLabelMatch`). Nothing wanted: always. With `listAsAny` a list is equal to each of its values.
 */
export function hasMetadata(
  metadata: JsonObject,
  namespace: string,
  wanted: Readonly<Record<string, unknown>>,
  listAsAny = false,
): boolean {
  const own = metadataOf(metadata, namespace);
  return Object.entries(wanted).every(([key, value]) => {
    if (!Object.hasOwn(own, key)) return false;
    const held = own[key];
    if (listAsAny && Array.isArray(held)) return held.some((one: unknown) => isDeepStrictEqual(one, value));
    return isDeepStrictEqual(held, value);
  });
}

/** One namespace, empty where there is none. */
export function metadataOf(metadata: JsonObject, namespace: string): JsonObject {
  const value = Object.hasOwn(metadata, namespace) ? metadata[namespace] : undefined;
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
