import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import { joinPointer } from '../../text/json/pointer.js';
import { fieldKey } from '../dump/field.js';
import { canonicalName, fieldName, isSnakeCase, NO_FIELDS, type FieldNames } from './fieldNames.js';
import { durationMs } from './durationMs.js';
import { enumName } from './enumName.js';
import { isSet, numberIn, unwrapped } from './protobufJson.js';

/** How `unread` names a value that should be a message and is not. */
const NOT_A_MESSAGE = '(not an object)';

/** Turns a JSON value, found at a JSON pointer, into a model node. Never throws. */
export type Parse<T> = (value: JsonValue, at: string) => T;

/**
 * A protobuf message in JSON, read field by field: snake_case or camelCase names, with or without
 * `hidden_envoy_deprecated_`; wrappers bare or as `{value}`; 64-bit numbers as text; enums by name or number. It remembers
 * which fields were asked for, so that `unread` can name the others; a field of another shape than asked for reads as
 * absent and is named too. Never throws.
 */
export class Message {
  /** JSON pointer of the message. */
  readonly at: string;
  readonly #object: JsonObject;
  readonly #plain: boolean;
  readonly #read = new Set<string>(['@type']);
  readonly #misread: string[] = [];
  readonly #parts = new Map<string, { readonly name: string; readonly part: Message }>();

  constructor(value: JsonValue, at: string) {
    this.at = at;
    this.#object = isJsonObject(value) ? value : {};
    this.#plain = isSnakeCase(this.#object);
    if (!isJsonObject(value)) this.#misread.push(NOT_A_MESSAGE);
  }

  /** Whether the field is set; does not count as reading it. */
  has(name: string): boolean {
    return this.#key(name) !== undefined;
  }

  /** The first of the fields of a oneof that is set; does not count as reading it. */
  first<Name extends string>(...names: readonly Name[]): Name | undefined {
    return names.find((name) => this.has(name));
  }

  /** JSON pointer of the field, or of the message when the field is not set. */
  pointer(name: string): string {
    const key = this.#key(name);
    return key === undefined ? this.at : joinPointer(this.at, key);
  }

  /** The field as it stands. */
  value(name: string): JsonValue | undefined {
    const key = this.#key(name);
    if (key === undefined) return undefined;
    this.#read.add(key);
    return this.#object[key];
  }

  /** A string, bytes or StringValue field. */
  text(name: string): string | undefined {
    return this.#typed(name, (value) => (typeof value === 'string' ? value : undefined));
  }

  /** A string field with proto3's default. */
  string(name: string): string {
    return this.text(name) ?? '';
  }

  /** A number in any spelling; an empty Percent is 0. */
  number(name: string): number | undefined {
    return this.#typed(name, numberIn);
  }

  boolean(name: string): boolean | undefined {
    return this.#typed(name, (value) => (typeof value === 'boolean' ? value : undefined));
  }

  /** A bool or BoolValue field that is false unless set. */
  flag(name: string): boolean {
    return this.boolean(name) ?? false;
  }

  /** A Duration in milliseconds. */
  duration(name: string): number | undefined {
    return this.#typed(name, durationMs);
  }

  /** An enum field; `names` in the order of their numbers, the first is the default. */
  choice<Name extends string>(name: string, names: readonly [Name, ...Name[]]): Name {
    return this.#typed(name, (value) => enumName(value, names)) ?? names[0];
  }

  /** A message field that is a node of its own. */
  one<T>(name: string, parse: Parse<T>): T | undefined {
    const value = this.value(name);
    return value === undefined ? undefined : parse(value, this.pointer(name));
  }

  /** A message field that is read as a part of this one: `unread` names its fields too. */
  message(name: string): Message | undefined {
    return this.one(name, (value, at) => this.#part(name, value, at));
  }

  /** The messages of a repeated field that are read as parts of this one. */
  messages(name: string): readonly Message[] {
    return this.many(name, (value, at) => this.#part(name, value, at));
  }

  /** A repeated message field. A value alone counts as a list of one, as in protobuf's older JSON readers (Istio's v2 bootstrap has such). */
  many<T>(name: string, parse: Parse<T>): readonly T[] {
    const value = this.value(name);
    const at = this.pointer(name);
    if (value === undefined) return [];
    return isJsonArray(value) ? value.map((item, index) => parse(item, joinPointer(at, index))) : [parse(value, at)];
  }

  /** A repeated string field; other items are left out and the field is named by `unread`. */
  strings(name: string): readonly string[] {
    const list = this.#list(name);
    const strings = list.filter((item) => typeof item === 'string');
    if (strings.length < list.length) this.#misread.push(name);
    return strings;
  }

  /** A repeated number field. */
  numbers(name: string): readonly number[] {
    const list = this.#list(name);
    const numbers = list.map(numberIn).filter((item) => item !== undefined);
    if (numbers.length < list.length) this.#misread.push(name);
    return numbers;
  }

  /** A map field in the order of the text; keys verbatim. */
  map<T>(name: string, parse: Parse<T>): ReadonlyMap<string, T> {
    const at = this.pointer(name);
    const entries = Object.entries(this.struct(name));
    return new Map(entries.map(([key, value]) => [key, parse(value, joinPointer(at, key))]));
  }

  /** A Struct or map field verbatim; empty when not set. */
  struct(name: string): JsonObject {
    return this.#typed(name, (value) => (isJsonObject(value) ? value : undefined)) ?? {};
  }

  /** Names the field in `unread`, though it was read: what it holds was of no use. */
  refuse(name: string): void {
    this.#misread.push(name);
  }

  /** Counts the fields as read, as they cannot change an outcome. */
  ignore(harmless: FieldNames): this {
    for (const key of Object.keys(this.#object)) if (harmless.has(canonicalName(key))) this.#read.add(key);
    return this;
  }

  /**
   * The set fields that were neither read nor are in `harmless`, and those of a shape that could not be read, in
   * snake_case; those of parts as `part.field`. An empty string or list counts as not set, as in proto3.
   */
  unread(harmless: FieldNames = NO_FIELDS): readonly string[] {
    this.ignore(harmless);
    const names = Object.keys(this.#object).filter((key) => !this.#read.has(key) && isSet(this.#object[key]));
    const inParts = [...this.#parts.values()].flatMap(({ name, part }) =>
      part.unread().map((field) => `${name}.${field}`),
    );
    return [...new Set([...this.#misread, ...names.map(fieldName), ...inParts])];
  }

  /** The key of a field that is set. Most messages are in snake_case: there no other spelling is looked for. */
  #key(name: string): string | undefined {
    const value = this.#object[name];
    if (value !== undefined && value !== null && Object.hasOwn(this.#object, name)) return name;
    return this.#plain ? undefined : fieldKey(this.#object, name);
  }

  #part(name: string, value: JsonValue, at: string): Message {
    const kept = this.#parts.get(at);
    if (kept) return kept.part;
    const part = new Message(value, at);
    this.#parts.set(at, { name, part });
    return part;
  }

  #typed<T>(name: string, read: (value: JsonValue) => T | undefined): T | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    const result = read(value) ?? read(unwrapped(value));
    if (result === undefined) this.#misread.push(name);
    return result;
  }

  #list(name: string): readonly JsonValue[] {
    const value = this.value(name);
    if (value === undefined) return [];
    return isJsonArray(value) ? value : [value];
  }
}
