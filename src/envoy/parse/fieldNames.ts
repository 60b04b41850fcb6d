import { camelCase } from '../dump/field.js';

/** Names of protobuf fields, in the one spelling that `canonicalName` gives. */
export type FieldNames = ReadonlySet<string>;

const HIDDEN = /^(?:hidden_envoy_deprecated_|hiddenEnvoyDeprecated(?=[A-Z]))/;

/** The one spelling under which snake_case, camelCase and `hidden_envoy_deprecated_` forms of a field's name meet. */
export function canonicalName(key: string): string {
  const camel = camelCase(key.replace(HIDDEN, ''));
  return camel.charAt(0).toLowerCase() + camel.slice(1);
}

/** The field's name as the proto writes it, as far as a key tells: `routeConfigName` gives `route_config_name`. */
export function fieldName(key: string): string {
  const bare = key.replace(HIDDEN, '');
  return bare.includes('_') ? bare : bare.replace(/(?<=.)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}

/** A set of fields, given by their proto names. */
export function fieldNames(...names: readonly string[]): FieldNames {
  return new Set(names.map(canonicalName));
}

/** Whether no key of the object is in camelCase or has the prefix. */
export function isSnakeCase(object: object): boolean {
  for (const key in object) if (/[A-Z]|^hidden_/.test(key)) return false;
  return true;
}

/** No field at all. */
export const NO_FIELDS: FieldNames = new Set();
