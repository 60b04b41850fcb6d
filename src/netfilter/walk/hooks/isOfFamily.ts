import type { Table } from '../../model/Table.js';

/** Whether the table sees packets of the family; an `inet` table sees both. */
export function isOfFamily(table: Table, family: 4 | 6): boolean {
  return table.family === 'inet' || (table.family === 'ip') === (family === 4);
}
