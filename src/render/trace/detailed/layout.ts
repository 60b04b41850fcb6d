import type { Palette } from '../../../text/Palette.js';
import { paint, type OutcomeStyle } from '../OutcomeStyle.js';

/** No line that hopctl itself composes is longer; what a rule or a name makes longer stays whole. */
export const WIDTH = 120;

/** Where the text of a labelled line begins. */
const TEXT_COLUMN = 18;

/** Columns between the text's beginning and the line's end. */
export const TEXT_WIDTH = WIDTH - TEXT_COLUMN;

/** What stands before the text: a mark for what went wrong, and the label. */
export function gutter(label: string, palette: Palette, { mark, paint: how }: OutcomeStyle = PLAIN): string {
  return ` ${paint(palette, how, mark)} ${palette.faint(`${label.padEnd(TEXT_COLUMN - 4)} `)}`;
}

const PLAIN: OutcomeStyle = { mark: ' ', paint: undefined };

/** A line that continues a labelled one, `depth` columns deeper than its text. */
export function under(text: string, depth = 0): string {
  return `${' '.repeat(TEXT_COLUMN + depth)}${text}`;
}

/** Lines below one label, which stands before the first. The lines are safe, and painted already. */
export function labelled(label: string, lines: readonly string[], palette: Palette): readonly string[] {
  return lines.map((line, index) => (index === 0 ? `${gutter(label, palette)}${line}` : under(line)));
}

/** The items in as few lines as fit the width; the separator stays at the end of a line that goes on. */
export function wrapItems(items: readonly string[], separator: string, width = TEXT_WIDTH): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const [index, item] of items.entries()) {
    const piece = index === items.length - 1 ? item : `${item}${separator}`;
    if (line !== '' && (line + piece).trimEnd().length > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return line === '' ? lines : [...lines, line];
}

/** A sentence in lines of at most `width` columns. */
export function wrapWords(text: string, width = TEXT_WIDTH): readonly string[] {
  return wrapItems(text.split(' '), ' ', width);
}

/** A list in lines of at most `width` columns, broken after commas and semicolons where that is enough, else between words. */
export function wrapClauses(text: string, width = TEXT_WIDTH): readonly string[] {
  return wrapItems(text.split(/(?<=[,;]) /), ' ', width).flatMap((line) =>
    line.length <= width ? [line] : wrapWords(line, width),
  );
}

/** A sentence; what is too long for one line goes on further in. */
export function hanging(text: string, width = TEXT_WIDTH): readonly string[] {
  return wrapWords(text, width - 2).map((line, index) => (index === 0 ? line : `  ${line}`));
}
