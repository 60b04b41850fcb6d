import { ExitCode } from '../../text/ExitCode.js';
import { safeBlock, safeText } from '../../text/safeText.js';
import { describeParseError } from './describeParseError.js';

/** An error as the user reads it on stderr, and what it makes of the exit code. */
export interface ErrorDescription {
  /** Whole lines, safe on a terminal. */
  readonly text: string;
  readonly exitCode: ExitCode;
}

/**
 * What to say of an error: what happened, where, what to try, if it is the user's to mend (`UserError`, a command line that
 * oclif refuses); one line that asks for a report if it is ours. With `-v` among the arguments the stack follows.
 */
export function describeError(error: unknown, argv: readonly string[]): ErrorDescription {
  const known = describeParseError(error);
  const stack = argv.includes('-v') || argv.includes('--verbose') ? stackOf(known?.cause ?? error) : '';
  if (known === undefined) {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const text = `internal error: ${safeText(message)} (please report it with the command; -v prints the stack)\n`;
    return { text: text + stack, exitCode: ExitCode.internal };
  }
  const lines = [`error: ${known.message}`];
  if (known.where !== undefined) lines.push(`  at: ${known.where}`);
  const [hint, ...more] = known.hint?.split('\n') ?? [];
  if (hint !== undefined) lines.push(`  try: ${hint}`, ...more.map((line) => `    ${line}`));
  return { text: lines.map((line) => `${safeText(line)}\n`).join('') + stack, exitCode: known.exitCode };
}

function stackOf(error: unknown): string {
  return error instanceof Error && error.stack !== undefined ? `${safeBlock(error.stack)}\n` : '';
}
