/**
 * Aligns columns as Go's text/tabwriter does with minimal width 0 and blanks for padding. A cell is as wide as the widest of
 * its column block plus `padding`; a block is a run of consecutive rows that have a further cell behind that column. The
 * last cell of a row is neither measured nor padded, so a row whose last cell is empty ends in blanks. Width counts code
 * points. Cells must not hold tabs or line breaks. Every row ends with a newline.
 */
export function tabwriter(rows: readonly (readonly string[])[], padding: number): string {
  const widths = blockWidths(rows, padding);
  return rows
    .map(
      (row, r) =>
        `${row.map((cell, c) => cell + ' '.repeat((widths[r]?.[c] ?? runes(cell)) - runes(cell))).join('')}\n`,
    )
    .join('');
}

/** The padded width of every cell but the last of each row. */
function blockWidths(rows: readonly (readonly string[])[], padding: number): readonly (readonly number[])[] {
  const widths: number[][] = rows.map(() => []);
  const columns = rows.reduce((most, row) => Math.max(most, row.length - 1), 0);
  for (let column = 0; column < columns; column++) {
    for (let start = 0, end = 0; start < rows.length; start = end + 1) {
      let width = 0;
      for (end = start; (rows[end]?.length ?? 0) > column + 1; end++) {
        width = Math.max(width, runes(rows[end]?.[column] ?? '') + padding);
      }
      for (let row = start; row < end; row++) widths[row]?.push(width);
    }
  }
  return widths;
}

const BEYOND_BMP = /[\ud800-\udbff]/;

/** How many code points the text has. */
function runes(text: string): number {
  if (!BEYOND_BMP.test(text)) return text.length;
  let count = 0;
  for (const _ of text) count++;
  return count;
}
