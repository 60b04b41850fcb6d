import { isJsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import { joinPointer } from '../../text/json/pointer.js';
import { field, fieldKey, messageName, stringField, typeUrlOf } from '../dump/field.js';
import type { Unparsed } from '../model/Unparsed.js';

const TYPED_STRUCT = /^(?:udpa\.type\.v1|xds\.type\.v3)\.TypedStruct$/;

/**
 * Reads a `google.protobuf.Any`, or the Struct that v2's `config` fields hold: the message with its pointer and type.
 * TypedStruct (`udpa.type.v1`, `xds.type.v3`) and `google.protobuf.Struct` give what they wrap.
 */
export function readAny(value: JsonValue, at: string): Unparsed {
  if (!isJsonObject(value)) return { kind: 'unparsed', at, typeUrl: '', value };
  const typeUrl = messageName(typeUrlOf(value));
  if (TYPED_STRUCT.test(typeUrl)) return inner(messageName(stringField(value, 'type_url') ?? ''));
  if (typeUrl === 'google.protobuf.Struct') return inner('');
  return { kind: 'unparsed', at, typeUrl, value };

  function inner(innerType: string): Unparsed {
    const wrapped = isJsonObject(value) ? field(value, 'value') : undefined;
    const key = isJsonObject(value) ? fieldKey(value, 'value') : undefined;
    return {
      kind: 'unparsed',
      at: key === undefined ? at : joinPointer(at, key),
      typeUrl: innerType,
      value: wrapped ?? {},
    };
  }
}
