/** Prints a heading. */
export function heading(text) {
  process.stdout.write(`\n${text}\n`);
}

/** Prints what was measured, and the goal if there is one: nothing here fails, the numbers are for a reader. */
export function line(what, measured, goal) {
  const end = goal === undefined ? '' : `   (goal: ${goal})`;
  process.stdout.write(`  ${what.padEnd(50)} ${measured}${end}\n`);
}

/** `12.3 ms, 1.23 ×`. */
export function times(milliseconds, base) {
  return `${milliseconds.toFixed(1).padStart(7)} ms ${(milliseconds / base).toFixed(2).padStart(6)} ×`;
}
