import type { Table } from '../istio/table/Table.js';
import { safeText } from '../text/safeText.js';
import { tabwriter } from '../text/tabwriter.js';

/** A table as istioctl prints it. What could make a terminal act is escaped, which istioctl does not do. */
export function renderTable(table: Table): string {
  return tabwriter(
    table.rows.map((row) => row.map(safeText)),
    table.padding,
  );
}
