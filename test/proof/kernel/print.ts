/** A line on standard output. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** A line on standard error. */
export function warn(text: string): void {
  process.stderr.write(`${text}\n`);
}
