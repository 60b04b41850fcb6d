import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';

/** A line, in words. */
export interface Line {
  readonly words: readonly string[];
  /** `FILE:LINE`. */
  readonly where: string;
}

/** The lines of a command's output that hold something, in words; `#` does not start a comment. */
export function linesOf(text: string, file: string): readonly Line[] {
  return text
    .split(/\r?\n/)
    .map((line, i) => ({ words: line.split(/\s+/).filter(Boolean), where: `${file}:${i + 1}` }))
    .filter(({ words }) => words.length > 0);
}

/** The word after `key`, or `undefined`. */
export function wordAfter(words: readonly string[], key: string): string | undefined {
  const at = words.indexOf(key);
  return at < 0 ? undefined : words[at + 1];
}

/** Refuses a line: a `UserError` (exit 5) that shows and places it. */
export function unreadableLine({ words, where }: Line, what: string): never {
  const shown = words.join(' ').slice(0, 120);
  throw new UserError(`${JSON.stringify(shown)} is no line of ${what}`, { where, exitCode: ExitCode.unreadable });
}
