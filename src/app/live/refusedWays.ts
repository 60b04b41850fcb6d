import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import { PROXY_RULES, roleText } from './PolicyRule.js';

/** No way leads to an admin interface: what each was refused with, and the Role for the first of them. */
export function refusedWays(label: string, refusals: readonly string[], namespace: string): UserError {
  return new UserError(`${label} cannot be asked: ${refusals.join('; ')}`, {
    hint: `This is the least Role that would work:\n${roleText(PROXY_RULES, namespace)}`,
    exitCode: ExitCode.unreadable,
  });
}
