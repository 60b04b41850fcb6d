/** A table as istioctl lays it out: the header and the rows as cells, and how many blanks follow a column. */
export interface Table {
  /** The header first. Cells are raw: whoever prints them escapes them. */
  readonly rows: readonly (readonly string[])[];
  /** Blanks behind the widest cell of a column. */
  readonly padding: 1 | 5;
}
