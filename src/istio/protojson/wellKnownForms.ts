import { compareBytes } from '../../text/compareBytes.js';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import { scalar, type ProtoNode } from './ProtoNode.js';
import { SCALAR_FORMS } from './scalarForms.js';
import type { FieldKind } from './Schema.js';
import { durationForm, timestampForm } from './timeForms.js';

/** Messages whose JSON is no object of their fields; within an Any it stands under `value`. */
export const ANY_FORMS: ReadonlyMap<string, FieldKind | 'empty'> = new Map<string, FieldKind | 'empty'>([
  ['google.protobuf.Empty', 'empty'],
  ['google.protobuf.Any', { code: 'A' }],
  ['google.protobuf.Duration', { code: 'D' }],
  ['google.protobuf.Timestamp', { code: 'T' }],
  ['google.protobuf.Struct', { code: 'S' }],
  ['google.protobuf.Value', { code: 'V' }],
  ['google.protobuf.ListValue', { code: 'L' }],
  ['google.protobuf.BoolValue', { code: 'W', scalar: 'b' }],
  ['google.protobuf.BytesValue', { code: 'W', scalar: 'y' }],
  ['google.protobuf.StringValue', { code: 'W', scalar: 's' }],
  ['google.protobuf.Int32Value', { code: 'W', scalar: 'i' }],
  ['google.protobuf.UInt32Value', { code: 'W', scalar: 'i' }],
  ['google.protobuf.Int64Value', { code: 'W', scalar: 'l' }],
  ['google.protobuf.UInt64Value', { code: 'W', scalar: 'l' }],
  ['google.protobuf.FloatValue', { code: 'W', scalar: 'f' }],
  ['google.protobuf.DoubleValue', { code: 'W', scalar: 'd' }],
]);

/** Kinds of fields that need no schema. */
export type PlainKind = Exclude<FieldKind, { code: 'm' | 'e' | 'A' | 'n' }>;

/** The JSON of a scalar or of a message with a JSON form of its own; what does not fit stays as it was given. */
export function wellKnown(value: JsonValue, kind: PlainKind): ProtoNode {
  switch (kind.code) {
    case 'D':
      return scalarOr(durationForm(value), value);
    case 'T':
      return scalarOr(timestampForm(value), value);
    case 'S':
      return isJsonObject(value) ? structNode(value) : raw(value);
    case 'L':
      return isJsonArray(value) ? { kind: 'list-value', items: value.map(valueNode) } : raw(value);
    case 'V':
      return valueNode(value);
    case 'W':
      return scalarOr(SCALAR_FORMS[kind.scalar]?.(value), value);
    default:
      return scalarOr(SCALAR_FORMS[kind.code]?.(value), value);
  }
}

function scalarOr(form: string | number | boolean | undefined, value: JsonValue): ProtoNode {
  return form === undefined ? raw(value) : scalar(form);
}

function structNode(value: JsonObject): ProtoNode {
  const keys = Object.keys(value).sort(compareBytes);
  return { kind: 'struct', members: keys.map((key) => [key, valueNode(value[key] ?? null)]) };
}

function valueNode(value: JsonValue): ProtoNode {
  if (isJsonArray(value)) return { kind: 'value', of: { kind: 'list-value', items: value.map(valueNode) } };
  return { kind: 'value', of: isJsonObject(value) ? structNode(value) : scalar(value) };
}

/** A JSON value as it was given. */
export function raw(value: JsonValue): ProtoNode {
  if (isJsonArray(value)) return { kind: 'list', items: value.map(raw) };
  if (!isJsonObject(value)) return scalar(value);
  return { kind: 'message', members: Object.entries(value).map(([name, item]) => [name, raw(item)]) };
}
