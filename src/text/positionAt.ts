/** A place in a text. */
export interface TextPosition {
  /** In UTF-16 code units, from 0. */
  readonly offset: number;
  /** From 1. Lines end at a line feed. */
  readonly line: number;
  /** In UTF-16 code units, from 1. */
  readonly column: number;
}

const START: TextPosition = { offset: 0, line: 1, column: 1 };

/** Line and column of an offset into `text`. `from`, a known place that is not behind it, saves counting from the start. */
export function positionAt(text: string, offset: number, from: TextPosition = START): TextPosition {
  let { line } = from;
  let lineStart = from.offset - from.column + 1;
  for (let end = text.indexOf('\n', from.offset); end >= 0 && end < offset; end = text.indexOf('\n', lineStart)) {
    line++;
    lineStart = end + 1;
  }
  return { offset, line, column: offset - lineStart + 1 };
}
