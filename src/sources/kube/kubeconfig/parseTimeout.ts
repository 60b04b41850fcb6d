import { ExitCode } from '../../../text/ExitCode.js';
import { UserError } from '../../../text/UserError.js';

const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/**
 * kubectl's `--request-timeout` in milliseconds: a number is of seconds, else Go's durations (`1m30s`); `undefined` for 0, which is no
 * limit. Anything else is a `UserError` (exit 2).
 */
export function parseTimeout(text: string): number | undefined {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)];
  const total = /^\d+$/.test(text)
    ? Number(text) * 1000
    : parts.reduce((sum, [, number, unit = '']) => sum + Number(number) * (UNITS[unit] ?? 0), 0);
  const isWhole = /^\d+$/.test(text) || (parts.length > 0 && parts.map(([part]) => part).join('') === text);
  if (!isWhole) {
    throw new UserError(`--request-timeout ${JSON.stringify(text)} is no time`, {
      hint: 'Write seconds, or a number with a unit: 30, 1s, 2m, 3h.',
      exitCode: ExitCode.usage,
    });
  }
  return total === 0 ? undefined : Math.min(Math.max(total, 1), 2 ** 31 - 1);
}
