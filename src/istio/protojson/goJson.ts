import { escapeInJson } from '../../text/json/escapeInJson.js';

/**
 * `text` as Go's encoding/json writes it: also `<`, `>`, `&`, U+2028 and U+2029 escaped; and, unlike Go, whatever could act
 * on a terminal, which JSON may escape as well.
 */
export function goJsonString(text: string): string {
  return escapeInJson(JSON.stringify(text.replace(/\p{Surrogate}/gu, '\ufffd')).replace(/[<>&]/g, escapeUnicode));
}

function escapeUnicode(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A number as Go's encoding/json writes a float64; it agrees with JavaScript but for negative zero. */
export function goJsonNumber(number: number): string {
  return Object.is(number, -0) ? '-0' : String(number);
}

/** The JSON text of a scalar. */
export function goJsonScalar(value: string | number | boolean | null): string {
  if (typeof value === 'string') return goJsonString(value);
  return typeof value === 'number' ? goJsonNumber(value) : String(value);
}
