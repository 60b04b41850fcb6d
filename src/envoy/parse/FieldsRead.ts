import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import { fieldKey } from '../dump/field.js';
import { canonicalName, fieldName, isSnakeCase, type FieldNames } from './fieldNames.js';
import { isSet, unwrapped } from './protobufJson.js';

/** How `unread` names a value that should be a message and is not. */
const NOT_A_MESSAGE = '(not an object)';

/** The members of a message in JSON, and which of them have been read, so that the others can be named. */
export class FieldsRead {
  readonly #object: JsonObject;
  readonly #plain: boolean;
  readonly #read = new Set<string>(['@type']);
  readonly #misread: string[] = [];

  constructor(value: JsonValue) {
    this.#object = isJsonObject(value) ? value : {};
    this.#plain = isSnakeCase(this.#object);
    if (!isJsonObject(value)) this.misread(NOT_A_MESSAGE);
  }

  /** The key of a field that is set. Most messages are in snake_case: there no other spelling is looked for. */
  key(name: string): string | undefined {
    const value = this.#object[name];
    if (value !== undefined && value !== null && Object.hasOwn(this.#object, name)) return name;
    return this.#plain ? undefined : fieldKey(this.#object, name);
  }

  /** The field as it stands; it is read then. */
  value(name: string): JsonValue | undefined {
    const key = this.key(name);
    if (key === undefined) return undefined;
    this.#read.add(key);
    return this.#object[key];
  }

  /** A field that holds what `read` makes of it, bare or in a wrapper; undefined, and misread, where it makes nothing of it. */
  typed<T>(name: string, read: (value: JsonValue) => T | undefined): T | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    const result = read(value) ?? read(unwrapped(value));
    if (result === undefined) this.misread(name);
    return result;
  }

  /** The items of a repeated field; those of which `read` makes nothing are left out, and the field is misread. A value alone is a list of one. */
  items<T>(name: string, read: (value: JsonValue) => T | undefined): readonly T[] {
    const value = this.value(name);
    if (value === undefined) return [];
    const list = isJsonArray(value) ? value : [value];
    const items = list.map(read).filter((item) => item !== undefined);
    if (items.length < list.length) this.misread(name);
    return items;
  }

  /** The field was read, and what it holds was of no use. */
  misread(name: string): void {
    this.#misread.push(name);
  }

  /** Counts these fields as read. */
  ignore(harmless: FieldNames): void {
    for (const key of Object.keys(this.#object)) if (harmless.has(canonicalName(key))) this.#read.add(key);
  }

  /** The set fields that were not read, or not as they should be, in snake_case. An empty string or list counts as not set, as in proto3. */
  unread(): readonly string[] {
    const names = Object.keys(this.#object).filter((key) => !this.#read.has(key) && isSet(this.#object[key]));
    return [...this.#misread, ...names.map(fieldName)];
  }
}
