import {
  isJsonArray,
  isJsonObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../../../src/text/json/JsonValue.js';
import { at } from '../objects/json.js';

/** By which member the elements of a list are told apart, by the list's name. Lists that are not here are replaced as a whole. */
const MERGE_KEYS: Readonly<Record<string, readonly string[]>> = {
  conditions: ['type'],
  containers: ['name'],
  ephemeralContainers: ['name'],
  initContainers: ['name'],
  env: ['name'],
  hostAliases: ['ip'],
  imagePullSecrets: ['name'],
  ownerReferences: ['uid'],
  ports: ['containerPort', 'port'],
  volumeDevices: ['devicePath'],
  volumeMounts: ['mountPath'],
  volumes: ['name'],
};

/** Lists of plain values that are added to. */
const SETS = ['finalizers'];

/** Kubernetes' strategic merge patch, for the types that are built in. */
export function strategicMergePatch(target: JsonValue | undefined, patch: JsonValue): JsonValue {
  if (!isJsonObject(patch)) return patch;
  if (patch.$patch === 'replace') return withoutDirectives(patch);
  const merged: Record<string, JsonValue> = isJsonObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith('$')) continue;
    if (value === null) Reflect.deleteProperty(merged, key);
    else if (isJsonArray(value)) merged[key] = mergeList(key, merged[key], value, patch);
    else merged[key] = strategicMergePatch(merged[key], value);
  }
  for (const [key, value] of Object.entries(patch)) {
    const list = /^\$deleteFromPrimitiveList\/(.+)$/.exec(key)?.[1];
    const before = list === undefined ? undefined : merged[list];
    if (list !== undefined && isJsonArray(before) && isJsonArray(value))
      merged[list] = before.filter((one) => !value.includes(one));
  }
  return merged;
}

function mergeList(name: string, target: JsonValue | undefined, patch: JsonArray, parent: JsonObject): JsonArray {
  const before = isJsonArray(target) ? target : [];
  if (SETS.includes(name)) return [...new Set([...before, ...patch])];
  const key = MERGE_KEYS[name]?.find((one) => patch.some((element) => at(element, one) !== undefined));
  if (key === undefined) return patch;
  let merged = [...before];
  for (const element of patch) {
    const index = merged.findIndex((one) => at(one, key) === at(element, key));
    if (at(element, '$patch') === 'delete') merged = merged.filter((_, position) => position !== index);
    else if (index < 0) merged.push(strategicMergePatch(undefined, element));
    else merged[index] = strategicMergePatch(merged[index], element);
  }
  const order = parent[`$setElementOrder/${name}`];
  if (!isJsonArray(order)) return merged;
  const place = (one: JsonValue): number => {
    const found = order.findIndex((wanted) => at(wanted, key) === at(one, key));
    return found < 0 ? order.length : found;
  };
  return merged.sort((a, b) => place(a) - place(b));
}

function withoutDirectives(patch: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(patch).filter(([key]) => !key.startsWith('$')));
}
