import type { ExitCode } from './ExitCode.js';

/** The exit codes that tell the user something to act on. */
export type UserExitCode = (typeof ExitCode)['usage' | 'finding' | 'indeterminate' | 'unreadable'];

/** What a `UserError` says besides its message. */
export interface UserErrorDetails {
  /** The place: a file, a file with a position or JSON pointer, a flag. */
  readonly where?: string;
  /** What to try: one sentence, perhaps with lines that go with it. */
  readonly hint?: string;
  readonly exitCode: UserExitCode;
  /** The error underneath, shown with `-v`. */
  readonly cause?: unknown;
}

/**
 * An error that the user can act on: what happened, where, what to try. Whatever else is thrown is a defect of hopctl.
 * The strings may hold text from files: whoever prints them escapes them.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly where: string | undefined;
  readonly hint: string | undefined;
  readonly exitCode: UserExitCode;

  constructor(message: string, details: UserErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.where = details.where;
    this.hint = details.hint;
    this.exitCode = details.exitCode;
  }
}
