/** A table of our own. Cells are raw: whoever prints them escapes them. */
export interface WideTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** `-` for what is empty, so that columns can be cut. */
export function orDash(text: string | undefined): string {
  return text === undefined || text === '' ? '-' : text;
}
