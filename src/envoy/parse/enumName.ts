import type { JsonValue } from '../../text/json/JsonValue.js';

/** The name of an enum value that is given by name or number; `names` in the order of their numbers. */
export function enumName<Name extends string>(value: JsonValue, names: readonly Name[]): Name | undefined {
  return typeof value === 'number' ? names[value] : names.find((name) => name === value);
}
