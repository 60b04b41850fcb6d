import { messageName, typeUrlOf } from '../../envoy/dump/field.js';
import { compareBytes } from '../../text/compareBytes.js';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import { scalar, type Member, type ProtoNode } from './ProtoNode.js';
import { isDefault, SCALAR_FORMS } from './scalarForms.js';
import { ANY_FORMS, raw, wellKnown } from './wellKnownForms.js';
import type { Field, FieldKind, MessageType, Schema } from './Schema.js';

/** What the schema does not know and what therefore is missing from the output, or stands there as it was given. */
export interface Unknowns {
  /** Fields left out, as istioctl does: `MESSAGE.FIELD`; enum values: `MESSAGE.FIELD=VALUE`. */
  readonly fields: Set<string>;
  /** Types of Any messages printed as they were given; istioctl fails on them. */
  readonly types: Set<string>;
}

const EMPTY: ProtoNode = { kind: 'message', members: [] };

/**
 * Turns messages in JSON into what Go's `jsonpb` prints after protojson has read them with unknown fields discarded: known
 * fields only, in the order of their declaration, defaults left out, values in their canonical form. A value that does
 * not fit its type stays as it is.
 */
export class ProtoReader {
  readonly unknowns: Unknowns = { fields: new Set(), types: new Set() };

  constructor(private readonly schema: Schema) {}

  /** A message of the type named `typeName`, its own `@type` aside. A type that is not in the schema is kept as given. */
  read(message: JsonObject, typeName: string): ProtoNode {
    const type = this.schema.messageNamed(typeName);
    return type ? { kind: 'message', members: this.#members(message, type) } : raw(message);
  }

  #members(message: JsonObject, type: MessageType): readonly Member[] {
    const found: { readonly field: Field; readonly node: ProtoNode }[] = [];
    for (const [key, value] of Object.entries(message)) {
      const field = type.fields.get(key);
      if (field === undefined) {
        if (key !== '@type') this.unknowns.fields.add(`${type.name}.${key}`);
        continue;
      }
      const node = this.#field(value, field, `${type.name}.${key}`);
      const isTaken = field.oneof !== undefined && found.some((other) => other.field.oneof === field.oneof);
      if (node && !isTaken) found.push({ field, node });
    }
    found.sort((a, b) => a.field.position - b.field.position);
    return found.map(({ field, node }) => [field.jsonName, node]);
  }

  #field(value: JsonValue, field: Field, path: string): ProtoNode | undefined {
    const { kind, cardinality } = field;
    if (value === null && kind.code !== 'V' && kind.code !== 'n') return undefined;
    if (cardinality === 'repeated') {
      if (!isJsonArray(value)) return raw(value);
      const items = value.flatMap((item) => this.#value(item, kind, path) ?? []);
      return items.length > 0 ? { kind: 'list', items } : undefined;
    }
    if (cardinality !== 'singular') return isJsonObject(value) ? this.#map(value, field, path) : raw(value);
    const node = this.#value(value, kind, path);
    return node && !field.hasPresence && isUnset(node, kind, this.schema) ? undefined : node;
  }

  #map(value: JsonObject, field: Field, path: string): ProtoNode | undefined {
    const compare = field.cardinality === 'map' ? compareBytes : (a: string, b: string) => Number(a) - Number(b);
    const members = Object.keys(value)
      .sort(compare)
      .flatMap((key): readonly Member[] => {
        const node = this.#value(value[key] ?? null, field.kind, path);
        return node ? [[key, node]] : [];
      });
    return members.length > 0 ? { kind: 'map', members } : undefined;
  }

  #value(value: JsonValue, kind: FieldKind, path: string): ProtoNode | undefined {
    switch (kind.code) {
      case 'm':
        return isJsonObject(value)
          ? { kind: 'message', members: this.#members(value, this.schema.message(kind.message)) }
          : raw(value);
      case 'e':
        return this.#enum(value, kind.enum, path);
      case 'A':
        return isJsonObject(value) ? this.#any(value) : raw(value);
      case 'n':
        return scalar(null);
      default:
        return wellKnown(value, kind);
    }
  }

  #enum(value: JsonValue, index: number, path: string): ProtoNode | undefined {
    const { names, numbers } = this.schema.enum(index);
    const number = typeof value === 'string' ? numbers.get(value) : value;
    if (typeof number === 'number') return scalar(names.get(number) ?? number);
    if (typeof value !== 'string') return raw(value);
    this.unknowns.fields.add(`${path}=${value}`);
    return undefined;
  }

  #any(any: JsonObject): ProtoNode {
    const typeUrl = typeUrlOf(any);
    const name = messageName(typeUrl);
    const type: Member = ['@type', scalar(typeUrl)];
    const special = ANY_FORMS.get(name);
    if (special) {
      const node = special === 'empty' ? EMPTY : this.#value(any.value ?? null, special, name);
      return { kind: 'message', members: node ? [type, ['value', node]] : [type] };
    }
    const message = this.schema.messageNamed(name);
    if (message) return { kind: 'message', members: [type, ...this.#members(any, message)] };
    if (name !== '') this.unknowns.types.add(name);
    return raw(any);
  }
}

function isUnset(node: ProtoNode, kind: FieldKind, schema: Schema): boolean {
  if (node.kind !== 'scalar' || node.value === null) return false;
  if (kind.code === 'e') return node.value === schema.enum(kind.enum).names.get(0);
  return kind.code in SCALAR_FORMS && isDefault(node.value, kind.code);
}
