import { isJsonArray, type JsonValue } from './JsonValue.js';

/** How many objects and arrays may stand within each other. Envoy's own dumps have about 20. */
export const MAX_NESTING = 512;

/** Whether more than `MAX_NESTING` objects and arrays are open at once in the value. */
export function isTooDeep(value: JsonValue, open = 0): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (open === MAX_NESTING) return true;
  if (isJsonArray(value)) {
    for (const element of value) {
      if (typeof element === 'object' && isTooDeep(element, open + 1)) return true;
    }
    return false;
  }
  // `for in` visits no key list; JSON.parse gives objects without inherited enumerable keys.
  for (const key in value) {
    const member = value[key];
    if (typeof member === 'object' && isTooDeep(member, open + 1)) return true;
  }
  return false;
}

/** How many pieces of a large file are looked at, and how long each is. */
const PIECES = 8;
const PIECE_BYTES = 1 << 13;

/**
 * Whether text that is still bytes, valid or not, opens more than `MAX_NESTING` objects and arrays: of a large file what
 * pieces of it show, so that it costs next to nothing. A file that is full of brackets is found, one with some thousand
 * levels between its pieces is not.
 */
export function opensTooDeep(bytes: Uint8Array): boolean {
  if (bytes.length <= PIECES * PIECE_BYTES) return scan(bytes);
  const starts = Array.from({ length: PIECES }, (_, index) => Math.floor((index * bytes.length) / PIECES));
  // A piece that begins within a string is misread: what it shows is held against the whole.
  return starts.some((start) => scan(bytes.subarray(start, start + PIECE_BYTES))) && scan(bytes);
}

function scan(bytes: Uint8Array): boolean {
  let open = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === 0x22) i = closingQuote(bytes, i);
    else if (byte === 0x7b || byte === 0x5b) open++;
    else if (byte === 0x7d || byte === 0x5d) open--;
    if (open > MAX_NESTING) return true;
  }
  return false;
}

function closingQuote(bytes: Uint8Array, opening: number): number {
  let i = opening + 1;
  while (i < bytes.length && bytes[i] !== 0x22) i += bytes[i] === 0x5c ? 2 : 1;
  return i;
}
