import { CLIError } from '@oclif/core/errors';
import type { FlagInput } from '@oclif/core/interfaces';
import { ExitCode } from '../../text/ExitCode.js';
import { nearestWord } from '../../text/nearestWord.js';
import { UserError } from '../../text/UserError.js';

const OF_FLAG = /^Parsing (--\S+) \n\t(?<reason>[^]*)\nSee more help with --help$/;

/** What oclif's parser leaves on an error about flags that no command has. */
interface NonexistentFlags {
  readonly flags: readonly string[];
  readonly parse: { readonly input: { readonly flags: FlagInput } };
}

/**
 * A command line that oclif's parser refuses, in our words, as a usage error; `undefined` if the error is of another kind.
 * A `UserError` that a flag's own parser threw is one too: oclif wraps its message in lines of its own, which are taken off.
 */
export function describeParseError(error: unknown): UserError | undefined {
  if (!(error instanceof UserError) && !(error instanceof CLIError)) return undefined;
  const ofFlag = OF_FLAG.exec(error.message);
  if (error instanceof UserError && ofFlag === null) return error;
  const usage = { exitCode: ExitCode.usage, cause: error };
  if (isNonexistentFlags(error)) return new UserError(unknownFlags(error), { ...usage, hint: flagHint(error) });
  const message = ofFlag?.groups?.reason ?? error.message.replace('\nSee more help with --help', '');
  return new UserError(oneLine(message), {
    ...usage,
    ...(ofFlag?.[1] === undefined ? {} : { where: ofFlag[1] }),
    hint: (error instanceof UserError ? error.hint : undefined) ?? 'the same command with --help',
  });
}

function isNonexistentFlags(error: Error): error is Error & NonexistentFlags {
  return 'flags' in error && Array.isArray(error.flags) && 'parse' in error;
}

function unknownFlags({ flags }: NonexistentFlags): string {
  return `unknown flag${flags.length === 1 ? '' : 's'} ${flags.join(', ')}`;
}

function flagHint({ flags, parse }: NonexistentFlags): string {
  const given = /^--?([^=]*)/.exec(flags[0] ?? '')?.[1] ?? '';
  const names = Object.entries(parse.input.flags).flatMap(([name, flag]) => [name, ...(flag.aliases ?? [])]);
  const nearest = given.length > 1 ? nearestWord(given, names) : undefined;
  return nearest === undefined ? 'the same command with --help' : `--${nearest}, or the same command with --help`;
}

/** oclif puts lists on lines of their own. */
function oneLine(message: string): string {
  const text = message
    .replace(/\s*\n\s*/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  return text.charAt(0).toLowerCase() + text.slice(1);
}
