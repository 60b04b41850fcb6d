import { camelCase } from '../../envoy/dump/field.js';
import type { EnumType, Field, FieldKind, MessageType, Schema } from './Schema.js';

/**
 * `schema.json`: one line a message, `FULL_NAME FIELD FIELD…`, and one an enum, `FULL_NAME VALUE VALUE…`, sorted by name.
 * A field is `NAME[=JSON_NAME]:MARK KIND` without the blank; marks: `*` repeated, `%` map with string keys, `#` map with
 * integer keys, `?` optional, `N|` member of the Nth oneof; kinds as in `FieldKind`, enums and messages with their index.
 * A value is `NAME[=NUMBER]`; without number it is its index.
 */
export interface SchemaData {
  readonly messages: readonly string[];
  readonly enums: readonly string[];
}

/** Reads lines of `schema.json` as they are asked for: a dump uses few of them. */
export class CompactSchema implements Schema {
  readonly #messages = new Map<number, MessageType>();
  readonly #enums = new Map<number, EnumType>();
  #indices: ReadonlyMap<string, number> | undefined;

  constructor(private readonly data: SchemaData) {}

  message(index: number): MessageType {
    return remembered(this.#messages, index, () => parseMessage(this.data.messages[index] ?? ''));
  }

  messageNamed(name: string): MessageType | undefined {
    this.#indices ??= new Map(this.data.messages.map((line, index) => [firstWord(line), index]));
    const index = this.#indices.get(name);
    return index === undefined ? undefined : this.message(index);
  }

  enum(index: number): EnumType {
    return remembered(this.#enums, index, () => parseEnum(this.data.enums[index] ?? ''));
  }
}

function remembered<T>(known: Map<number, T>, key: number, make: () => T): T {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}

function firstWord(line: string): string {
  const blank = line.indexOf(' ');
  return blank < 0 ? line : line.slice(0, blank);
}

function parseMessage(line: string): MessageType {
  const [name = '', ...words] = line.split(' ');
  const fields = new Map<string, Field>();
  const oneofPositions = new Map<number, number>();
  words.forEach((word, index) => {
    const [, fieldName = '', jsonName = camelCase(fieldName), mark = '', kind = ''] =
      /^(\w+)(?:=(\w+))?:([*%#?]|\d+\||)(\w+)$/.exec(word) ?? [];
    const oneof = mark.endsWith('|') ? Number(mark.slice(0, -1)) : undefined;
    if (oneof !== undefined && !oneofPositions.has(oneof)) oneofPositions.set(oneof, index);
    const position = oneof === undefined ? index : (oneofPositions.get(oneof) ?? index);
    const hasPresence = oneof !== undefined || mark === '?';
    const field = { jsonName, kind: parseKind(kind), cardinality: cardinalityOf(mark), hasPresence, position, oneof };
    fields.set(fieldName, field).set(jsonName, field);
  });
  return { name, fields };
}

function cardinalityOf(mark: string): Field['cardinality'] {
  if (mark === '*') return 'repeated';
  if (mark === '%') return 'map';
  return mark === '#' ? 'integer-map' : 'singular';
}

function parseKind(text: string): FieldKind {
  const code = text.charAt(0);
  const rest = text.slice(1);
  if (code === 'W') return { code, scalar: rest };
  if (code === 'e') return { code, enum: Number(rest) };
  if (code === 'm') return { code, message: Number(rest) };
  return { code: code as Exclude<FieldKind['code'], 'W' | 'e' | 'm'> };
}

function parseEnum(line: string): EnumType {
  const names = new Map<number, string>();
  const numbers = new Map<string, number>();
  line
    .split(' ')
    .slice(1)
    .forEach((word, index) => {
      const [name = '', given] = word.split('=');
      const number = given === undefined ? index : Number(given);
      numbers.set(name, number);
      if (!names.has(number)) names.set(number, name);
    });
  return { names, numbers };
}
