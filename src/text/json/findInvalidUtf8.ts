import { isUtf8 } from 'node:buffer';

/** Line and column (in UTF-16 code units), both from 1, of the first byte that is not UTF-8 (RFC 3629). */
export function findInvalidUtf8(bytes: Uint8Array): { readonly line: number; readonly column: number } | undefined {
  let line = 1;
  let column = 1;
  for (let i = 0; i < bytes.length;) {
    const length = sequenceLength(bytes[i] ?? 0);
    if (length > 1 && !isUtf8(bytes.subarray(i, i + length))) return { line, column };
    if (bytes[i] === 0x0a) {
      line++;
      column = 1;
    } else column += length === 4 ? 2 : 1;
    i += length;
  }
  return undefined;
}

/** By the first byte; a byte that can't be first counts as 2, which no such sequence is valid with. */
function sequenceLength(first: number): number {
  if (first < 0x80) return 1;
  if (first >= 0xf0) return 4;
  return first >= 0xe0 ? 3 : 2;
}
