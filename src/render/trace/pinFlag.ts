/** The flag that pins a branch of a fork: `--pin weighted_clusters='outbound|80|v2|catalog…'`. Not escaped for a terminal. */
export function pinFlag(fork: string, label: string): string {
  return fork === 'endpoint' ? `--endpoint ${quoted(label)}` : `--pin ${fork}=${quoted(label)}`;
}

/** A word as a POSIX shell reads it. */
export function quoted(word: string): string {
  return /^[\w./:@%+,=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
