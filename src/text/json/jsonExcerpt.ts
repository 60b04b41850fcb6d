import { isJsonArray, isJsonObject, type JsonValue } from './JsonValue.js';

/** The beginning of `value` as `JSON.stringify` writes it: `length` characters, then `…` if there is more. The rest is not looked at. */
export function jsonExcerpt(value: JsonValue, length: number): string {
  const text = write(value, length + 1);
  return text.length > length ? `${text.slice(0, length)}…` : text;
}

/** At least `enough` characters of the text, or all of it. */
function write(value: JsonValue, enough: number): string {
  if (isJsonArray(value)) {
    return writeItems('[', value.entries(), ']', enough, ([, item], left) => write(item, left));
  }
  if (isJsonObject(value)) {
    return writeItems('{', ownEntries(value), '}', enough, ([key, item], left) => {
      const name = `${write(key, left)}:`;
      return name.length < left ? name + write(item, left - name.length) : name;
    });
  }
  return JSON.stringify(typeof value === 'string' ? value.slice(0, enough) : value);
}

function writeItems<T>(
  open: string,
  items: Iterable<T>,
  close: string,
  enough: number,
  writeItem: (item: T, left: number) => string,
): string {
  let text = open;
  for (const item of items) {
    if (text !== open) text += ',';
    if (text.length < enough) text += writeItem(item, enough - text.length);
    if (text.length >= enough) return text;
  }
  return text + close;
}

function* ownEntries(object: Readonly<Record<string, JsonValue>>): Generator<readonly [string, JsonValue]> {
  for (const key in object) {
    const value = object[key];
    if (value !== undefined && Object.hasOwn(object, key)) yield [key, value];
  }
}
