/** First and last code point, both included. */
export type CodeRange = readonly [number, number];

/** A set of code points: one character, a class, or any character. */
export interface CharSet {
  /** Sorted or not; may overlap. */
  readonly ranges: readonly CodeRange[];
  /** Unicode classes (`\pL`), each a regular expression that tests one character. */
  readonly properties: readonly RegExp[];
  readonly negated: boolean;
  /** `(?i)`: also the case variants of each member. */
  readonly foldCase: boolean;
}

/** Every code point. */
export const MAX_CODE_POINT = 0x10ffff;

/** The set of one code point. */
export function singleton(codePoint: number, foldCase = false): CharSet {
  return { ranges: [[codePoint, codePoint]], properties: [], negated: false, foldCase };
}

/** All code points outside the ranges. */
export function complement(ranges: readonly CodeRange[]): readonly CodeRange[] {
  const result: CodeRange[] = [];
  let next = 0;
  for (const [first, last] of ranges.toSorted((a, b) => a[0] - b[0])) {
    if (first > next) result.push([next, first - 1]);
    next = Math.max(next, last + 1);
  }
  if (next <= MAX_CODE_POINT) result.push([next, MAX_CODE_POINT]);
  return result;
}

/** Whether the set has the code point. */
export function charSetHas(set: CharSet, codePoint: number): boolean {
  const found = hasExactly(set, codePoint) || (set.foldCase && caseVariants(codePoint).some((v) => hasExactly(set, v)));
  return found !== set.negated;
}

function hasExactly(set: CharSet, codePoint: number): boolean {
  if (set.ranges.some(([first, last]) => first <= codePoint && codePoint <= last)) return true;
  if (set.properties.length === 0) return false;
  const char = String.fromCodePoint(codePoint);
  return set.properties.some((property) => property.test(char));
}

/** Other members of the character's simple case-folding orbit (k, K and the Kelvin sign). */
function caseVariants(codePoint: number): readonly number[] {
  const char = String.fromCodePoint(codePoint);
  const lower = char.toLowerCase();
  const upper = char.toUpperCase();
  const variants = [lower, upper, lower.toUpperCase(), upper.toLowerCase()];
  if (lower === 'k') variants.push('\u212a');
  if (lower === 's') variants.push('\u017f');
  return variants.flatMap((text) =>
    text.length === (codePoint > 0xffff ? 2 : 1) ? [text.codePointAt(0) ?? codePoint] : [],
  );
}
