import { groupBy } from '../../envoy/parse/groupBy.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { Problem } from './Problem.js';
import type { ProxyConfig } from './ProxyConfig.js';

/** How many problems are told; more are counted. */
const SHOWN = 20;

/** Ends the start if there are problems. @throws UserError (exit 5) that names them, each with where it is first. */
export function refuseProblems(problems: readonly Problem[], config: ProxyConfig): void {
  const [first] = problems;
  if (first === undefined) return;
  const groups = [...groupBy(problems, ({ message }) => message)];
  const lines = groups.slice(0, SHOWN).map(([message, places]) => {
    const more = places.length > 1 ? ` (and ${places.length - 1} more)` : '';
    return `${message}: ${config.sourceOf(places[0]?.at ?? '')}${more}`;
  });
  const rest = groups.length > SHOWN ? [`and ${groups.length - SHOWN} other problems`] : [];
  throw new UserError(groups.length === 1 ? first.message : [...lines, ...rest].join('; '), {
    where: config.sourceOf(first.at),
    hint: 'Take it out of the configuration, or pass over an extension that does not matter: --pass-over TYPE.',
    exitCode: ExitCode.unreadable,
  });
}
