import { Chalk } from 'chalk';

/** What a piece of output means, as a way to colour it. Each takes text that is already safe and returns it styled. */
export interface Palette {
  /** A title, a column's head. */
  readonly heading: (text: string) => string;
  /** What the reader's eye should find first: the deciding line. */
  readonly strong: (text: string) => string;
  /** Delivered, passed, agreed. */
  readonly good: (text: string) => string;
  /** Denied, failed, broken. */
  readonly bad: (text: string) => string;
  /** Unknown, assumed, a warning. */
  readonly doubtful: (text: string) => string;
  /** Pointers, near misses, what may be skipped in reading. */
  readonly faint: (text: string) => string;
}

/** The palette of a coloured or a plain output; the plain one returns every text as it is. */
export function createPalette(coloured: boolean): Palette {
  const chalk = new Chalk({ level: coloured ? 1 : 0 });
  return {
    heading: (text) => chalk.bold(text),
    strong: (text) => chalk.bold(text),
    good: (text) => chalk.green(text),
    bad: (text) => chalk.red(text),
    doubtful: (text) => chalk.yellow(text),
    faint: (text) => chalk.dim(text),
  };
}
