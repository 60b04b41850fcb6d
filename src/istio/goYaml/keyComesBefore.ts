const LETTER = /\p{L}/u;
const DIGIT = /\p{Nd}/u;

/**
 * Whether key `a` comes before `b` in go-yaml: letters behind everything else, runs of digits by their number.
 * Source: go-yaml v2, sorter.go.
 */
export function keyComesBefore(a: string, b: string): boolean {
  const left = Array.from(a);
  const right = Array.from(b);
  for (let i = 0; i < left.length && i < right.length; i++) {
    const x = left[i] ?? '';
    const y = right[i] ?? '';
    if (x === y) continue;
    const xIsLetter = LETTER.test(x);
    const yIsLetter = LETTER.test(y);
    if (xIsLetter && yIsLetter) return isBefore(x, y);
    if (xIsLetter || yIsLetter) return yIsLetter;
    // A zero that stands behind other digits belongs to their number.
    const start = (x === '0' || y === '0') && hasNumberBefore(left, i) ? 1n : 0n;
    const m = readNumber(left, i, start);
    const n = readNumber(right, i, start);
    if (m.number !== n.number) return m.number < n.number;
    return m.end === n.end ? isBefore(x, y) : m.end < n.end;
  }
  return left.length < right.length;
}

function isBefore(x: string, y: string): boolean {
  return (x.codePointAt(0) ?? 0) < (y.codePointAt(0) ?? 0);
}

function hasNumberBefore(characters: readonly string[], index: number): boolean {
  for (let i = index - 1; i >= 0 && DIGIT.test(characters[i] ?? ''); i--) {
    if (characters[i] !== '0') return true;
  }
  return false;
}

function readNumber(characters: readonly string[], from: number, start: bigint): { number: bigint; end: number } {
  let number = start;
  let end = from;
  for (; DIGIT.test(characters[end] ?? ''); end++) {
    number = BigInt.asIntN(64, number * 10n + BigInt((characters[end]?.codePointAt(0) ?? 48) - 48));
  }
  return { number, end };
}
