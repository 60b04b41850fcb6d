/** Only two strings that both have such units can be ordered otherwise than by their units. */
const BEYOND_SURROGATES = /[\ud800-\uffff]/;

/**
 * Orders as the bytes of the UTF-8 encodings do, which is how Go compares strings: negative, zero or positive. It differs
 * from `<` only where a character beyond U+FFFF meets one from U+E000 to U+FFFF.
 */
export function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  if (!BEYOND_SURROGATES.test(a) || !BEYOND_SURROGATES.test(b)) return a < b ? -1 : 1;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = rank(a.charCodeAt(i)) - rank(b.charCodeAt(i));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** The code unit, with surrogates, which encode the highest code points, moved behind all others. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
