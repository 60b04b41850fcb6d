import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import { joinPointer } from '../../text/json/pointer.js';
import { fieldKey } from '../dump/field.js';
import { canonicalName, fieldName, type FieldNames } from './fieldNames.js';
import { durationMs } from './durationMs.js';
import { enumName } from './enumName.js';

/** How `unread` names a value that should be a message and is not. */
export const NOT_A_MESSAGE = '(not an object)';

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
  readonly #read = new Set<string>(['@type']);
  readonly #misread: string[] = [];

  constructor(value: JsonValue, at: string) {
    this.at = at;
    this.#object = isJsonObject(value) ? value : {};
    if (!isJsonObject(value)) this.#misread.push(NOT_A_MESSAGE);
  }

  /** Whether the field is set; does not count as reading it. */
  has(name: string): boolean {
    return fieldKey(this.#object, name) !== undefined;
  }

  /** The first of the fields of a oneof that is set; does not count as reading it. */
  first<Name extends string>(...names: readonly Name[]): Name | undefined {
    return names.find((name) => this.has(name));
  }

  /** JSON pointer of the field, or of the message when the field is not set. */
  pointer(name: string): string {
    const key = fieldKey(this.#object, name);
    return key === undefined ? this.at : joinPointer(this.at, key);
  }

  /** The field as it stands. */
  value(name: string): JsonValue | undefined {
    const key = fieldKey(this.#object, name);
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

  /** A message field. */
  one<T>(name: string, parse: Parse<T>): T | undefined {
    const value = this.value(name);
    return value === undefined ? undefined : parse(value, this.pointer(name));
  }

  /** A message field to read on from; undefined when it is not set. */
  message(name: string): Message | undefined {
    return this.one(name, (value, at) => new Message(value, at));
  }

  /** A repeated message field. */
  many<T>(name: string, parse: Parse<T>): readonly T[] {
    const at = this.pointer(name);
    return this.#list(name).map((item, index) => parse(item, joinPointer(at, index)));
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

  /** Declares a field of no use to be read, and names it in `unread` all the same. */
  refuse(name: string): void {
    this.#misread.push(name);
  }

  /**
   * The set fields that were neither read nor are in `harmless`, and those of a shape that could not be read, in
   * snake_case. An empty string or list counts as not set, as in proto3.
   */
  unread(harmless: FieldNames): readonly string[] {
    const names = Object.keys(this.#object)
      .filter((key) => !this.#read.has(key) && isSet(this.#object[key]) && !harmless.has(canonicalName(key)))
      .map(fieldName);
    return [...new Set([...this.#misread, ...names])];
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
    if (isJsonArray(value)) return value;
    this.#misread.push(name);
    return [];
  }
}

function unwrapped(value: JsonValue): JsonValue {
  return isJsonObject(value) ? (value.value ?? null) : null;
}

function isSet(value: JsonValue | undefined): boolean {
  return value !== null && value !== '' && !(isJsonArray(value) && value.length === 0);
}

function numberIn(value: JsonValue): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (isJsonObject(value)) return Object.keys(value).length === 0 ? 0 : undefined;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
