import { compareBytes } from '../text/compareBytes.js';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../text/json/JsonValue.js';

/** How what a proxy has of a resource differs from what its control plane would send. */
export interface ResourceDifference {
  readonly name: string;
  readonly kind: 'missing' | 'extra' | 'different';
  /** The first place that differs, `different` only: a JSON pointer, and what stands there. */
  readonly at?: {
    readonly pointer: string;
    readonly wanted: JsonValue | undefined;
    readonly has: JsonValue | undefined;
  };
}

/**
 * Compares resources by name. Names of fields may be in snake case (Envoy) or camel case (istiod's protobuf JSON), virtual hosts in any order,
 * and types of v2 count as those of v3, as istioctl has it (istioctl/pkg/writer/compare).
 */
export function resourceDifference(
  wanted: ReadonlyMap<string, JsonObject>,
  has: ReadonlyMap<string, JsonObject>,
): readonly ResourceDifference[] {
  const names = [...new Set([...wanted.keys(), ...has.keys()])].sort(compareBytes);
  return names.flatMap((name): readonly ResourceDifference[] => {
    const [left, right] = [wanted.get(name), has.get(name)];
    if (right === undefined) return [{ name, kind: 'missing' }];
    if (left === undefined) return [{ name, kind: 'extra' }];
    const at = firstDifference(normalise(left), normalise(right), '');
    return at === undefined ? [] : [{ name, kind: 'different', at }];
  });
}

function normalise(value: JsonValue): JsonValue {
  if (isJsonArray(value)) return value.map(normalise);
  if (!isJsonObject(value)) return value;
  const fields = Object.entries(value).map(([key, one]) => [camelCase(key), normalise(one)] as const);
  const sorted = fields.sort(([a], [b]) => compareBytes(a, b));
  return Object.fromEntries(sorted.map(([key, one]) => [key, key === 'virtualHosts' ? byName(one) : one]));
}

function camelCase(key: string): string {
  return key.startsWith('@') ? key : key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function byName(value: JsonValue): JsonValue {
  if (!isJsonArray(value)) return value;
  const nameOf = (one: JsonValue): string => (isJsonObject(one) && typeof one.name === 'string' ? one.name : '');
  return [...value].sort((a, b) => compareBytes(nameOf(a), nameOf(b)));
}

function firstDifference(
  wanted: JsonValue | undefined,
  has: JsonValue | undefined,
  pointer: string,
): ResourceDifference['at'] {
  if (isJsonArray(wanted) && isJsonArray(has)) {
    const keys = Array.from({ length: Math.max(wanted.length, has.length) }, (_, i) => i);
    return first(keys, (i) => firstDifference(wanted[i], has[i], `${pointer}/${i}`));
  }
  if (isJsonObject(wanted) && isJsonObject(has)) {
    const keys = [...new Set([...Object.keys(wanted), ...Object.keys(has)])];
    return first(keys, (key) =>
      firstDifference(wanted[key], has[key], `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
    );
  }
  return wanted === has ? undefined : { pointer, wanted, has };
}

function first<K>(keys: readonly K[], find: (key: K) => ResourceDifference['at']): ResourceDifference['at'] {
  for (const key of keys) {
    const found = find(key);
    if (found !== undefined) return found;
  }
  return undefined;
}
