/** What a listing shows, told by its line of column names. */
export interface ListColumns {
  readonly numbers: boolean;
  readonly counters: boolean;
}

/** The line of column names; `undefined` for any other. */
export function parseListColumns(line: string): ListColumns | undefined {
  if (!/^\s*(?:num\s+)?(?:pkts\s+bytes\s+)?target\s+prot\b/.test(line)) return undefined;
  return { numbers: /^\s*num\b/.test(line), counters: /\bpkts\s+bytes\b/.test(line) };
}

/** Whether a line that is no whole row can only be the beginning of one, not the rest of the row before it. */
export function isRowStart(line: string, { numbers, counters }: ListColumns): boolean {
  if (counters) return (numbers ? /^\s*\d+\s+\d+[KMGT]?\s+\d+[KMGT]?\s/ : /^\s*\d+[KMGT]?\s+\d+[KMGT]?\s/).test(line);
  if (numbers) return /^\s*\d+\s+\S+\s+(?:\w+)\s+(?:--|-f|!f)/.test(line);
  return /^\S+\s+!?\w+\s+(?:--|-f|!f)\s/.test(line);
}
