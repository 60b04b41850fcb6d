import { messageName, typeUrlOf } from '../../envoy/dump/field.js';
import { isJsonObject, type JsonObject } from '../../text/json/JsonValue.js';
import type { DescribeField } from './AdminContext.js';

/** What a mask is applied to. */
export interface Masked {
  readonly typeName: string;
  readonly describe: DescribeField;
  /** Whether paths may go on in an Any of this message, by the Any's own type. */
  readonly entersAny: boolean;
}

/**
 * What a `FieldMask` leaves of a message in JSON, `undefined` when a path names no field, or goes on below a list or an Any; only
 * the elements that `resource` gives are entered through their own Any (source/server/admin/config_dump_handler.cc
 * trimResourceMessage). `@type` stays.
 */
export function applyMask(
  message: JsonObject,
  paths: readonly (readonly string[])[],
  { typeName, describe, entersAny }: Masked,
): JsonObject | undefined {
  const byField = new Map<string, (readonly string[])[]>();
  for (const [name = '', ...rest] of paths) byField.set(name, [...(byField.get(name) ?? []), rest]);
  const kept: Record<string, JsonObject[string]> = {};
  if (message['@type'] !== undefined) kept['@type'] = message['@type'];
  for (const [name, rests] of byField) {
    const field = describe(typeName, name);
    if (field === undefined) return undefined;
    const value = message[name];
    const deeper = rests.filter((rest) => rest.length > 0);
    if (deeper.length === 0) {
      if (value !== undefined) kept[name] = value;
      continue;
    }
    if (field.isRepeated || (field.isAny && !entersAny)) return undefined;
    const inner = isJsonObject(value) ? value : {};
    const innerType = field.isAny ? messageName(typeUrlOf(inner)) : (field.typeName ?? '');
    const masked = applyMask(inner, deeper, { typeName: innerType, describe, entersAny: false });
    if (masked === undefined) return undefined;
    if (isJsonObject(value)) kept[name] = masked;
  }
  return kept;
}
