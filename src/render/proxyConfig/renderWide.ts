import type { ConfigView } from '../../app/proxyConfig/ConfigView.js';
import type { Palette } from '../../text/Palette.js';
import { drawTable } from '../drawTable.js';

/** States that are not in use, and refused ones. */
const STATE_STYLES: ReadonlyMap<string, 'doubtful' | 'bad'> = new Map([
  ['warming', 'doubtful'],
  ['draining', 'doubtful'],
  ['error', 'bad'],
]);

/** Our own tables; several parts with their titles. */
export function renderWide({ parts }: ConfigView, palette: Palette): string {
  return parts
    .map((part) => {
      const { head, rows } = part.wide();
      const table = drawTable(head, rows, (cell, row) => {
        if (row < 0) return palette.heading(cell);
        const style = STATE_STYLES.get(cell);
        return style === undefined ? cell : palette[style](cell);
      });
      return parts.length > 1 ? `${palette.heading(part.title)}\n\n${table}` : table;
    })
    .join('\n');
}
