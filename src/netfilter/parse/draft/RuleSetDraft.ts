import type { Incompleteness } from '../../model/Table.js';
import type { RuleSet } from '../../model/RuleSet.js';
import { TableDraft } from './TableDraft.js';

/** A rule set under construction: what one tool printed of one family. */
export class RuleSetDraft {
  readonly tables: TableDraft[] = [];
  readonly warnings: string[] = [];
  /** What remarks of the dump say about tables, by their names. */
  readonly remarks = new Map<string, Incompleteness>();
  backend: RuleSet['backend'] = 'unknown';
  family: 'ip' | 'ip6' | undefined;

  /** `whole`: what is printed of a table is all of it. */
  open(name: string | undefined, line: number, whole: boolean): TableDraft {
    const table = new TableDraft(name, line, whole);
    this.tables.push(table);
    return table;
  }

  has(name: string): boolean {
    return this.tables.some((table) => table.name === name);
  }

  get empty(): boolean {
    return this.tables.length === 0 && this.remarks.size === 0;
  }
}
