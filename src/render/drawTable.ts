import Table from 'cli-table3';
import { safeText } from '../text/safeText.js';

/** Nothing but blanks between columns: a table that can be pasted and cut. */
const NO_LINES = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '' },
  ...{ 'bottom-right': '', left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '  ' },
};

/**
 * A table of our own (istioctl's are for `renderTable`): a head, then rows; columns as wide as their widest cell. Cells are escaped for a
 * terminal here, then styled by `style`, if it is given; lines end with a newline and have no blanks before it.
 */
export function drawTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  style: (cell: string, row: number, column: number) => string = (cell) => cell,
): string {
  const table = new Table({ chars: NO_LINES, style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] } });
  const lines = [head, ...rows].map((row, i) => row.map((cell, j) => style(safeText(cell), i - 1, j)));
  table.push(...lines);
  return `${table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')}\n`;
}
