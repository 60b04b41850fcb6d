import type { JsonValue } from '../../text/json/JsonValue.js';

/** What a JSON value of a scalar field comes to; `undefined` when it does not fit the type. */
export type ScalarForm = (value: JsonValue) => string | number | boolean | undefined;

/** How each scalar of protobuf is written; `l` are 64-bit integers, which JSON carries as text. */
export const SCALAR_FORMS: Readonly<Record<string, ScalarForm>> = {
  s: (value) => (typeof value === 'string' ? value : undefined),
  b: (value) => (typeof value === 'boolean' ? value : undefined),
  y: (value) => (typeof value === 'string' ? Buffer.from(value, 'base64').toString('base64') : undefined),
  i: (value) => toInteger(value, Number),
  l: (value) => toInteger(value, (text) => String(BigInt(text))),
  f: (value) => toFloat(value, shortestFloat),
  d: (value) => toFloat(value, (number) => number),
};

/** Whether `value` is what a field without presence has when it is not set. */
export function isDefault(value: string | number | boolean, code: string): boolean {
  if (code === 'l') return value === '0';
  return value === '' || value === false || Object.is(value, 0);
}

function toInteger<T>(value: JsonValue, make: (text: string) => T): T | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const text = String(value);
  if (/^-?[0-9]+$/.test(text)) return make(text);
  // Protobuf JSON also takes 1e3 and 5.0 for an integer.
  const number = text.trim() === text && text !== '' ? Number(text) : NaN;
  return Number.isSafeInteger(number) ? make(String(number)) : undefined;
}

const NOT_FINITE: ReadonlySet<string> = new Set(['NaN', 'Infinity', '-Infinity']);

function toFloat(value: JsonValue, round: (number: number) => number): number | string | undefined {
  if (typeof value === 'number') return round(value);
  if (typeof value !== 'string' || value.trim() !== value || value === '') return undefined;
  if (NOT_FINITE.has(value)) return value;
  const number = Number(value);
  return Number.isNaN(number) ? undefined : round(number);
}

/** The number with the fewest digits that is the same 32-bit float. */
function shortestFloat(number: number): number {
  const float = Math.fround(number);
  if (!Number.isFinite(float)) return number;
  for (let digits = 1; digits < 9; digits++) {
    const candidate = Number(float.toPrecision(digits));
    if (Math.fround(candidate) === float) return candidate;
  }
  return Number(float.toPrecision(9));
}
