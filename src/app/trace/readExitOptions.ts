import { ExitCode } from '../../text/ExitCode.js';
import { nearestWord } from '../../text/nearestWord.js';
import { UserError } from '../../text/UserError.js';
import type { ExitOptions } from '../../trace/exitCodeOf.js';
import { VERDICT_CODES } from '../../trace/model/Verdict.js';

const FAIL_ON = ['unknown', 'bypass', 'exits'] as const;

/** Reads `--expect V[,V]` and `--fail-on KIND[,KIND]`; an unknown word is a usage error that names the nearest. */
export function readExitOptions(flags: {
  readonly requireMesh: boolean | undefined;
  readonly expect: string | undefined;
  readonly failOn: string | undefined;
  readonly exitZero: boolean | undefined;
}): ExitOptions {
  return {
    requireMesh: flags.requireMesh ?? false,
    expect: words(flags.expect?.toUpperCase(), VERDICT_CODES, '--expect'),
    failOn: words(flags.failOn?.toLowerCase(), FAIL_ON, '--fail-on'),
    exitZero: flags.exitZero ?? false,
  };
}

function words<T extends string>(text: string | undefined, known: readonly T[], flag: string): readonly T[] {
  if (text === undefined) return [];
  return text.split(',').map((word) => {
    const found = known.find((one) => one === word.trim());
    if (found !== undefined) return found;
    const near = nearestWord(word.trim(), known);
    const hint = near === undefined ? `One of ${known.join(', ')}.` : `Did you mean ${near}?`;
    throw new UserError(`${flag} ${word.trim()} is not known`, { exitCode: ExitCode.usage, hint });
  });
}
