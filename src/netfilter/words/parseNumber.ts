import type { NumberRange } from '../model/NumberRange.js';
import type { MaskedValue } from '../model/MaskedValue.js';

/** The largest mark, and a mask of all bits. */
export const U32_MAX = 0xffffffff;

/** A number from 0 to `max` as strtoul(3) with base 0 reads it: decimal, `0x` hexadecimal, leading `0` octal. */
export function parseNumber(text: string, max: number): number | undefined {
  const octal = /^0[0-7]+$/.test(text);
  if (!octal && !/^(?:0x[0-9a-f]{1,16}|0|[1-9][0-9]{0,19})$/i.test(text)) return undefined;
  const value = octal ? Number.parseInt(text, 8) : Number(text);
  return value <= max ? value : undefined;
}

/** `min<separator>max`, `min<separator>`, `<separator>max` or one number; ends that are not written are 0 and `max`. */
export function parseRange(text: string, separator: string, max: number): NumberRange | undefined {
  const at = text.indexOf(separator);
  if (at < 0) {
    const value = parseNumber(text, max);
    return value === undefined ? undefined : { min: value, max: value };
  }
  const [low, high] = [text.slice(0, at), text.slice(at + separator.length)];
  const first = low === '' ? 0 : parseNumber(low, max);
  const last = high === '' ? max : parseNumber(high, max);
  if (first === undefined || last === undefined || first > last || text === separator) return undefined;
  return { min: first, max: last };
}

/** `80`, `80:90`, `:90`, `80:`. Service names are not read: what they mean lies in the machine's /etc/services. */
export function parsePortRange(text: string): NumberRange | undefined {
  return parseRange(text, ':', 0xffff);
}

/** `value` or `value/mask`; without a mask all bits count. */
export function parseMaskedValue(text: string, max: number = U32_MAX): MaskedValue | undefined {
  const [left = '', right, ...rest] = text.split('/');
  const value = parseNumber(left, max);
  const mask = right === undefined ? max : parseNumber(right, max);
  return value === undefined || mask === undefined || rest.length > 0 ? undefined : { value, mask };
}

/** `0x539`. */
export function printHex(value: number): string {
  return `0x${value.toString(16)}`;
}

/** `0x539/0xfff`; the mask is left out when it has all bits. */
export function printMaskedValue({ value, mask }: MaskedValue, max: number = U32_MAX): string {
  return mask === max ? printHex(value) : `${printHex(value)}/${printHex(mask)}`;
}
