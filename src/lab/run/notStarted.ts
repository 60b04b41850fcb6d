import { readFileSync } from 'node:fs';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';

/** What a lab file asks for and a program refuses: a port that is taken, rules or a configuration that are none (exit 5). */
export function notStarted(what: string, why: string): UserError {
  return new UserError(`${what}: ${why}`, {
    exitCode: ExitCode.unreadable,
    hint: 'Mend what the lab file says of it; nothing of the lab is left.',
  });
}

/** What a program printed last, without the backtrace of one that crashed. */
export function lastLines(log: string): string {
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
  return lines
    .filter((line) => !/envoy backtrace| UNKNOWN \[|stacktrace/.test(line))
    .slice(-5)
    .join('\n');
}
