import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import { joinPointer } from '../../text/json/pointer.js';
import { NO_FIELDS, type FieldNames } from './fieldNames.js';
import { FieldsRead } from './FieldsRead.js';
import { durationMs } from './durationMs.js';
import { enumName } from './enumName.js';
import type { Parse } from './Parse.js';
import { numberIn } from './protobufJson.js';
export type { Parse } from './Parse.js';

/**
 * A protobuf message in JSON, read field by field: snake_case or camelCase names, with or without `hidden_envoy_deprecated_`; wrappers bare
 * or as `{value}`; 64-bit numbers as text; enums by name or number. `unread` names the fields that nobody asked for; a field of another
 * shape than asked for reads as absent and is named too. Never throws.
 */
export class Message {
  readonly at: string;
  readonly #fields: FieldsRead;
  readonly #parts = new Map<string, { readonly name: string; readonly part: Message }>();

  /** @param at JSON pointer of the message */
  constructor(value: JsonValue, at: string) {
    this.at = at;
    this.#fields = new FieldsRead(value);
  }

  /** Whether the field is set; that does not count as reading it, nor do the next two. */
  has(name: string): boolean {
    return this.#fields.key(name) !== undefined;
  }

  /** The first of the fields of a oneof that is set. */
  first<Name extends string>(...names: readonly Name[]): Name | undefined {
    return names.find((name) => this.has(name));
  }

  /** JSON pointer of the field, or of the message when the field is not set. */
  pointer(name: string): string {
    const key = this.#fields.key(name);
    return key === undefined ? this.at : joinPointer(this.at, key);
  }

  /** The field as it stands. */
  value(name: string): JsonValue | undefined {
    return this.#fields.value(name);
  }

  /** A string, bytes or StringValue field. */
  text(name: string): string | undefined {
    return this.#fields.typed(name, (value) => (typeof value === 'string' ? value : undefined));
  }

  /** A string field with proto3's default. */
  string(name: string): string {
    return this.text(name) ?? '';
  }

  /** A number in any spelling; an empty Percent is 0. */
  number(name: string): number | undefined {
    return this.#fields.typed(name, numberIn);
  }

  boolean(name: string): boolean | undefined {
    return this.#fields.typed(name, (value) => (typeof value === 'boolean' ? value : undefined));
  }

  /** A bool or BoolValue field that is false unless set. */
  flag(name: string): boolean {
    return this.boolean(name) ?? false;
  }

  /** A Duration in milliseconds. */
  duration(name: string): number | undefined {
    return this.#fields.typed(name, durationMs);
  }

  /** An enum field; `names` in the order of their numbers, the first is the default. */
  choice<Name extends string>(name: string, names: readonly [Name, ...Name[]]): Name {
    return this.#fields.typed(name, (value) => enumName(value, names)) ?? names[0];
  }

  /** A message field that is a node of its own. */
  one<T>(name: string, parse: Parse<T>): T | undefined {
    const value = this.value(name);
    return value === undefined ? undefined : parse(value, this.pointer(name));
  }

  /** A message field that is read as a part of this one: `unread` names its fields too. */
  message(name: string): Message | undefined {
    return this.one(name, this.#part(name));
  }

  /** The messages of a repeated field that are read as parts of this one. */
  messages(name: string): readonly Message[] {
    return this.many(name, this.#part(name));
  }

  /** A repeated message field. A value alone counts as a list of one, as in protobuf's older JSON readers (Istio's v2 bootstrap has such). */
  many<T>(name: string, parse: Parse<T>): readonly T[] {
    const [value, at] = [this.value(name) ?? [], this.pointer(name)];
    return isJsonArray(value) ? value.map((item, index) => parse(item, joinPointer(at, index))) : [parse(value, at)];
  }

  /** A repeated string field; other items are left out and the field is named by `unread`. */
  strings(name: string): readonly string[] {
    return this.#fields.items(name, (item) => (typeof item === 'string' ? item : undefined));
  }

  /** A repeated number field. */
  numbers(name: string): readonly number[] {
    return this.#fields.items(name, numberIn);
  }

  /** A map field in the order of the text; keys verbatim. */
  map<T>(name: string, parse: Parse<T>): ReadonlyMap<string, T> {
    const at = this.pointer(name);
    return new Map(Object.entries(this.struct(name)).map(([key, value]) => [key, parse(value, joinPointer(at, key))]));
  }

  /** A Struct or map field verbatim; empty when not set. */
  struct(name: string): JsonObject {
    return this.#fields.typed(name, (value) => (isJsonObject(value) ? value : undefined)) ?? {};
  }

  /** Names the field in `unread`, though it was read: what it holds was of no use. */
  refuse(name: string): void {
    this.#fields.misread(name);
  }

  /** Counts the fields as read, as they cannot change an outcome. */
  ignore(harmless: FieldNames): this {
    this.#fields.ignore(harmless);
    return this;
  }

  /** The set fields that were neither read nor are in `harmless`, and those that could not be read, in snake_case; those of parts as `part.field`. */
  unread(harmless: FieldNames = NO_FIELDS): readonly string[] {
    const parts = [...this.ignore(harmless).#parts.values()];
    const inParts = parts.flatMap(({ name, part }) => part.unread().map((field) => `${name}.${field}`));
    return [...new Set([...this.#fields.unread(), ...inParts])];
  }

  #part(name: string): Parse<Message> {
    return (value, at) => {
      const { part } = this.#parts.get(at) ?? { part: new Message(value, at) };
      this.#parts.set(at, { name, part });
      return part;
    };
  }
}
