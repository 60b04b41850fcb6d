import { isJsonArray, type JsonValue } from './JsonValue.js';

/** How many objects and arrays may stand within each other. Envoy's own dumps have about 20. */
export const MAX_NESTING = 512;

/** How many members all objects of the value have; Infinity when more than `MAX_NESTING` objects and arrays are open at once. */
export function countMembers(value: JsonValue, open = 0): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (open === MAX_NESTING) return Infinity;
  let members = 0;
  if (isJsonArray(value)) {
    for (const item of value) if (typeof item === 'object') members += countMembers(item, open + 1);
    return members;
  }
  // `for in` makes no list of keys; JSON.parse gives objects without inherited enumerable keys.
  for (const key in value) {
    const item = value[key];
    members++;
    if (typeof item === 'object') members += countMembers(item, open + 1);
  }
  return members;
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
