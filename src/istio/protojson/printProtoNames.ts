import { messageName } from '../../envoy/dump/field.js';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import { nodeValue } from './nodeValue.js';
import { ProtoReader } from './ProtoReader.js';
import type { Field, FieldKind, MessageType, Schema } from './Schema.js';

/**
 * A message of the type `typeName` as protobuf's JSON printer gives it when it keeps the names of the proto file, which is how
 * Envoy prints: `filter_chains` however it was spelled, canonical values, defaults left out. Types that are not in the schema
 * stay as given.
 */
export function printProtoNames(schema: Schema, message: JsonObject, typeName: string): JsonObject {
  const printed = nodeValue(new ProtoReader(schema).read(message, typeName));
  const type = schema.messageNamed(typeName);
  return type && isJsonObject(printed) ? new Renamer(schema).message(printed, type) : message;
}

class Renamer {
  readonly #names = new Map<MessageType, ReadonlyMap<Field, string>>();

  constructor(private readonly schema: Schema) {}

  message(value: JsonObject, type: MessageType): JsonObject {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => {
        const field = type.fields.get(key);
        return field ? [this.#nameOf(field, type, key), this.#field(item, field)] : [key, item];
      }),
    );
  }

  #field(value: JsonValue, { kind, cardinality }: Field): JsonValue {
    if (cardinality === 'singular') return this.#value(value, kind);
    if (isJsonArray(value)) return value.map((item) => this.#value(item, kind));
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.#value(item, kind)]));
  }

  #value(value: JsonValue, kind: FieldKind): JsonValue {
    if (!isJsonObject(value)) return value;
    if (kind.code === 'm') return this.message(value, this.schema.message(kind.message));
    if (kind.code !== 'A') return value;
    const type = this.schema.messageNamed(messageName(typeof value['@type'] === 'string' ? value['@type'] : ''));
    return type ? this.message(value, type) : value;
  }

  /** A field is listed under its own name first. */
  #nameOf(field: Field, type: MessageType, key: string): string {
    let names = this.#names.get(type);
    if (names === undefined) {
      names = new Map([...type.fields].toReversed().map(([name, listed]) => [listed, name]));
      this.#names.set(type, names);
    }
    return names.get(field) ?? key;
  }
}
