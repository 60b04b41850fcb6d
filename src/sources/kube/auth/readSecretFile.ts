import { readFileSync } from 'node:fs';
import { describeFileError } from '../../../text/describeFileError.js';
import { ExitCode } from '../../../text/ExitCode.js';
import { UserError } from '../../../text/UserError.js';

/** The text of a file that a kubeconfig names, `what` it is for; one that cannot be read is a `UserError` (exit 5). */
export function readSecretFile(path: string, what: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError(`${what} cannot be read: ${describeFileError(error)}`, {
      where: path,
      exitCode: ExitCode.unreadable,
      cause: error,
    });
  }
}
