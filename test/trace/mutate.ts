import { isJsonArray, isJsonObject, type JsonValue } from '../../src/text/json/JsonValue.js';
import { splitPointer } from '../../src/text/json/pointer.js';

/** What becomes of a value; undefined takes it away. */
export type Change = (value: JsonValue) => JsonValue | undefined;

/** `value` with what `pointer` points at changed. Nothing else is copied. */
export function changeAt(value: JsonValue, pointer: string, change: Change): JsonValue {
  return changed(value, splitPointer(pointer) ?? [], change) ?? null;
}

function changed(value: JsonValue, [segment, ...rest]: readonly string[], change: Change): JsonValue | undefined {
  if (segment === undefined) return change(value);
  if (isJsonArray(value)) {
    const index = Number(segment);
    const item = changed(value[index] ?? null, rest, change);
    return item === undefined ? value.toSpliced(index, 1) : value.with(index, item);
  }
  if (!isJsonObject(value)) return value;
  const item = changed(value[segment] ?? null, rest, change);
  const entries = Object.entries(value).flatMap(([key, old]): (readonly [string, JsonValue])[] => {
    if (key !== segment) return [[key, old]];
    return item === undefined ? [] : [[key, item]];
  });
  return Object.fromEntries(entries);
}

/** The pointers of every object in `value`, those of `value` itself first. */
export function objectsIn(value: JsonValue, at = ''): readonly string[] {
  if (isJsonArray(value)) return value.flatMap((item, index) => objectsIn(item, `${at}/${index}`));
  if (!isJsonObject(value)) return [];
  return [at, ...Object.entries(value).flatMap(([key, item]) => objectsIn(item, `${at}/${escaped(key)}`))];
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
