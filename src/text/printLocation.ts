import { safeText } from './safeText.js';

/** What to point at: a stretch of one line. */
export interface SourceSpan {
  /** From 1. */
  readonly line: number;
  /** In UTF-16 code units, from 1. */
  readonly column: number;
  /** How many code units to mark; what goes beyond the line's end is not marked. Default 1. */
  readonly length?: number;
}

/** How many characters before the span stay when a long line is cut. */
const LEAD = 40;
const WIDTH = 120;

/**
 * The line of `span` with up to one line around it, numbered, and carets below what is meant. Safe for a terminal: unsafe
 * characters are escaped, tabs become blanks, and lines of more than 120 characters are cut around the span.
 */
export function printLocation(text: string, span: SourceSpan): string {
  const first = Math.max(1, span.line - 1);
  const lines = linesOf(text, first, span.line + 1);
  const gutter = String(first + lines.length - 1).length;
  const start = (lines[span.line - first] ?? '').length > WIDTH ? Math.max(0, span.column - 1 - LEAD) : 0;
  return lines
    .flatMap((line, i) => {
      const number = first + i;
      const here = number === span.line;
      const printed = `${String(number).padStart(gutter)} | ${cut(line, here ? start : 0)}`.trimEnd();
      return here ? [printed, `${' '.repeat(gutter)} | ${caret(line, start, span)}`] : [printed];
    })
    .join('\n');
}

function caret(line: string, start: number, span: SourceSpan): string {
  const from = span.column - 1;
  const to = Math.min(from + (span.length ?? 1), line.length, start + WIDTH);
  const before = (start > 0 ? 1 : 0) + show(line.slice(start, from)).length;
  return ' '.repeat(before) + '^'.repeat(Math.max(1, show(line.slice(from, to)).length));
}

function cut(line: string, start: number): string {
  const end = start + WIDTH;
  return `${start > 0 ? '…' : ''}${show(line.slice(start, end))}${end < line.length ? '…' : ''}`;
}

function show(part: string): string {
  return safeText(part.replaceAll('\t', ' '));
}

/** Lines `first` to `last` (from 1), as far as the text has them, without their line ends. */
function linesOf(text: string, first: number, last: number): readonly string[] {
  const lines: string[] = [];
  let start = 0;
  for (let number = 1; number <= last; number++) {
    const end = text.indexOf('\n', start);
    const line = end < 0 ? text.slice(start) : text.slice(start, end);
    if (number >= first) lines.push(line.endsWith('\r') ? line.slice(0, -1) : line);
    if (end < 0 || end + 1 === text.length) break;
    start = end + 1;
  }
  return lines;
}
