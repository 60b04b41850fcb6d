import { parseIp } from '../../../net/IpAddress.js';
import type { JsonValue } from '../../../text/json/JsonValue.js';

/** A value of nft's text in the shape of `nft -j`: a number, `{"prefix": …}`, `{"range": …}`, or the word itself. */
export function textValue(text: string): JsonValue {
  const number = textNumber(text);
  if (number !== undefined) return number;
  const slash = text.indexOf('/');
  if (slash > 0 && /^[0-9]{1,3}$/.test(text.slice(slash + 1)) && parseIp(text.slice(0, slash)) !== undefined) {
    return { prefix: { addr: text.slice(0, slash), len: Number(text.slice(slash + 1)) } };
  }
  const [min, max, ...more] = text.split('-');
  if (min !== undefined && max !== undefined && more.length === 0 && isEnd(min) && isEnd(max)) {
    return { range: [textNumber(min) ?? min, textNumber(max) ?? max] };
  }
  return text;
}

/** Decimal, or hexadecimal as marks are printed; at most 32 bits. */
export function textNumber(text: string): number | undefined {
  if (!/^(?:0x[0-9a-f]{1,8}|[0-9]{1,10})$/i.test(text)) return undefined;
  const number = Number(text);
  return number <= 0xffffffff ? number : undefined;
}

function isEnd(text: string): boolean {
  return textNumber(text) !== undefined || parseIp(text) !== undefined;
}
