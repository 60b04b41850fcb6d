import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { Problem } from './Problem.js';
import type { ProxyConfig } from './ProxyConfig.js';

/** How many problems are told; more are counted. */
const SHOWN = 20;

/** Ends the start if there are problems. @throws UserError (exit 5) that names them, each with where it is. */
export function refuseProblems(problems: readonly Problem[], config: ProxyConfig): void {
  const [first, ...others] = problems;
  if (first === undefined) return;
  const describe = ({ at, message }: Problem) => `${message} at ${config.sourceOf(at)}`;
  const more = others.slice(0, SHOWN - 1).map((problem) => `; ${describe(problem)}`);
  const rest = others.length >= SHOWN ? `; and ${others.length - SHOWN + 1} more` : '';
  throw new UserError(
    `${first.message}${more.length === 0 ? '' : ` at ${config.sourceOf(first.at)}`}${more.join('')}${rest}`,
    {
      where: config.sourceOf(first.at),
      hint: 'Take it out of the configuration, or pass over an extension that does not matter: --pass-over TYPE.',
      exitCode: ExitCode.unreadable,
    },
  );
}
