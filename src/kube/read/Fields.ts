import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';

/**
 * The fields of one JSON object, read by type. An absent field, and a `null`, is `undefined` (or empty, for lists and maps); a field of
 * another type is a `UserError` (exit 5) that names the object, the field and the file.
 */
export class Fields {
  constructor(
    readonly value: JsonObject,
    /** What is being read, e.g. `Pod web/frontend: spec`. */
    private readonly path: string,
    /** The file, with a line where one is known. */
    private readonly where: string,
  ) {}

  string(key: string): string | undefined {
    const value = this.#get(key);
    return value === undefined || typeof value === 'string' ? value : this.#fail(key, 'a string');
  }

  number(key: string): number | undefined {
    const value = this.#get(key);
    return value === undefined || typeof value === 'number' ? value : this.#fail(key, 'a number');
  }

  boolean(key: string): boolean | undefined {
    const value = this.#get(key);
    return value === undefined || typeof value === 'boolean' ? value : this.#fail(key, 'true or false');
  }

  /** Kubernetes' IntOrString. */
  intOrString(key: string): number | string | undefined {
    const value = this.#get(key);
    if (value === undefined || typeof value === 'number' || typeof value === 'string') return value;
    return this.#fail(key, 'a number or a string');
  }

  object(key: string): Fields {
    const value = this.#get(key) ?? {};
    return isJsonObject(value) ? this.#child(value, key) : this.#fail(key, 'an object');
  }

  objects(key: string): readonly Fields[] {
    return this.#list(key).map((item, i) =>
      isJsonObject(item) ? this.#child(item, `${key}[${i}]`) : this.#fail(`${key}[${i}]`, 'an object'),
    );
  }

  strings(key: string): readonly string[] {
    return this.#list(key).map((item, i) => (typeof item === 'string' ? item : this.#fail(`${key}[${i}]`, 'a string')));
  }

  numbers(key: string): readonly number[] {
    return this.#list(key).map((item, i) => (typeof item === 'number' ? item : this.#fail(`${key}[${i}]`, 'a number')));
  }

  stringMap(key: string): ReadonlyMap<string, string> {
    const fields = this.object(key);
    return new Map(Object.keys(fields.value).map((name) => [name, fields.string(name) ?? '']));
  }

  has(key: string): boolean {
    return this.#get(key) !== undefined;
  }

  #list(key: string): readonly JsonValue[] {
    const value = this.#get(key) ?? [];
    return isJsonArray(value) ? value : this.#fail(key, 'a list');
  }

  #get(key: string): JsonValue | undefined {
    return Object.hasOwn(this.value, key) ? (this.value[key] ?? undefined) : undefined;
  }

  #child(value: JsonObject, key: string): Fields {
    return new Fields(value, this.#name(key), this.where);
  }

  #name(key: string): string {
    return this.path.endsWith(':') ? `${this.path} ${key}` : `${this.path}.${key}`;
  }

  #fail(key: string, expected: string): never {
    throw new UserError(`${this.#name(key)} is not ${expected}`, { where: this.where, exitCode: ExitCode.unreadable });
  }
}
