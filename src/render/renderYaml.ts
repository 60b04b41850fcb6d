import { stringify } from 'yaml';
import { escapeUnsafe } from './renderJson.js';

/**
 * `value` as YAML, in which no character can make a terminal act: if any could, every string is put in double quotes, where it can be
 * escaped.
 */
export function renderYaml(value: unknown): string {
  const plain = stringify(value, { lineWidth: 0 });
  if (escapeUnsafe(plain) === plain) return plain;
  const quoted = {
    lineWidth: 0,
    blockQuote: false,
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'QUOTE_DOUBLE',
  } as const;
  return escapeUnsafe(stringify(value, quoted));
}
