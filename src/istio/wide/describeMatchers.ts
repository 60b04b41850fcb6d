import { booleanField, numberField, objectField, stringField } from '../../envoy/dump/field.js';
import type { JsonObject } from '../../text/json/JsonValue.js';

/** `NAME=exact`, `NAME^=prefix`, `NAME$=suffix`, `NAME*=contained`, `NAME~regex`; `!` before one that is inverted. */
export function describeHeaderMatch(header: JsonObject): string {
  const name = stringField(header, 'name') ?? '';
  const text = describeValueMatch(name, header, objectField(header, 'string_match'));
  return booleanField(header, 'invert_match') === true ? `!(${text})` : text;
}

/** Like `describeHeaderMatch` for a query parameter. */
export function describeParameterMatch(parameter: JsonObject): string {
  return describeValueMatch(stringField(parameter, 'name') ?? '', parameter, objectField(parameter, 'string_match'));
}

const SIGNS: readonly (readonly [string, string])[] = [
  ['exact', '='],
  ['prefix', '^='],
  ['suffix', '$='],
  ['contains', '*='],
];

function describeValueMatch(name: string, matcher: JsonObject, string: JsonObject | undefined): string {
  for (const [kind, sign] of SIGNS) {
    const value = stringField(string, kind) ?? stringField(matcher, `${kind}_match`);
    if (value !== undefined) return `${name}${sign}${value}`;
  }
  const regex = objectField(string, 'safe_regex') ?? objectField(matcher, 'safe_regex_match');
  if (regex) return `${name}~${stringField(regex, 'regex') ?? ''}`;
  const range = objectField(matcher, 'range_match');
  if (range) return `${name} in [${numberField(range, 'start') ?? 0},${numberField(range, 'end') ?? 0})`;
  const present = booleanField(matcher, 'present_match');
  return present === false ? `${name} absent` : `${name} present`;
}
