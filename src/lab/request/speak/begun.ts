import { ExitCode } from '../../../text/ExitCode.js';
import { UserError } from '../../../text/UserError.js';

/** A request that Node.js has begun to send. Throws a UserError where it sends no such thing: a method, path or header with what HTTP does not allow. */
export function begun<T>(begin: () => T): T {
  try {
    return begin();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(`the request cannot be sent: ${why}`, {
      hint: 'Lab requests are sent by Node.js, which refuses what HTTP does not allow.',
      exitCode: ExitCode.usage,
      cause,
    });
  }
}
