/** A command that reads lines, as lines of a POSIX shell. Whatever the lines say, they end where they end. `after`: what follows on the command's own. */
export function hereDocument(command: string, lines: readonly string[], after = ''): readonly string[] {
  const written = new Set(lines.flatMap((line) => line.split('\n')));
  let end = 'END_OF_HOPCTL_INPUT';
  while (written.has(end)) end += '_';
  return [`${command} <<'${end}'${after}`, ...lines, end];
}

/** One word of a POSIX shell. */
export function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
