import { isJsonArray, isJsonObject, type JsonValue } from './JsonValue.js';

/** `parent` with `segments` appended, escaped by RFC 6901 (`~` as `~0`, `/` as `~1`). The whole document is `''`. */
export function joinPointer(parent: string, ...segments: readonly (string | number)[]): string {
  let pointer = parent;
  for (const segment of segments) pointer += `/${typeof segment === 'number' ? segment : escape(segment)}`;
  return pointer;
}

function escape(segment: string): string {
  return segment.includes('~') || segment.includes('/') ? segment.replaceAll('~', '~0').replaceAll('/', '~1') : segment;
}

/** The unescaped segments of `pointer`, or `undefined` if it is neither empty nor begins with `/`. */
export function splitPointer(pointer: string): readonly string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) return undefined;
  return pointer
    .slice(1)
    .split('/')
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What `pointer` points at in `value`; `undefined` when nothing is there. */
export function resolvePointer(value: JsonValue, pointer: string): JsonValue | undefined {
  const segments = splitPointer(pointer);
  if (!segments) return undefined;
  let current: JsonValue | undefined = value;
  for (const segment of segments) {
    if (isJsonArray(current)) current = isArrayIndex(segment) ? current[Number(segment)] : undefined;
    else if (isJsonObject(current)) current = Object.hasOwn(current, segment) ? current[segment] : undefined;
    else return undefined;
  }
  return current;
}

/** RFC 6901 §4: decimal without leading zeros. */
function isArrayIndex(segment: string): boolean {
  return /^(?:0|[1-9][0-9]*)$/.test(segment);
}
