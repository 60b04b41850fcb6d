import { ExitCode } from '../../text/ExitCode.js';
import { nearestWord } from '../../text/nearestWord.js';
import { UserError } from '../../text/UserError.js';

/** Envoy's levels (spdlog's names, and its two other spellings). */
const LEVELS: ReadonlySet<string> = new Set(['trace', 'debug', 'info', 'warning', 'warn', 'error', 'critical', 'off']);

/** Levels to set. */
export interface LogLevels {
  /** Of all loggers, before those of `loggers`. */
  readonly all: string | undefined;
  readonly loggers: ReadonlyMap<string, string>;
}

/**
 * istioctl's `--level`: a list of `LEVEL`, `LOGGER:LEVEL`, `LOGGER=LEVEL`, `SCOPE::LOGGER:LEVEL`. A bare level takes back what stands before
 * it. Anything else is a `UserError` (exit 2).
 */
export function parseLogLevels(text: string): LogLevels {
  let all: string | undefined;
  const loggers = new Map<string, string>();
  for (const item of text.split(',').map((one) => one.trim())) {
    const own = item.slice(item.lastIndexOf('::') + (item.includes('::') ? 2 : 1));
    const [, logger, level = item] = /^([^:=]+)[:=](.*)$/.exec(item.includes('::') ? own : item) ?? [];
    if (!LEVELS.has(level)) {
      const near = nearestWord(level, LEVELS);
      throw new UserError(`unrecognized logging level: ${level}`, {
        where: '--level',
        hint: near === undefined ? `Levels are ${[...LEVELS].join(', ')}.` : `Did you mean ${near}?`,
        exitCode: ExitCode.usage,
      });
    }
    if (logger === undefined) {
      all = level;
      loggers.clear();
    } else loggers.set(logger, level);
  }
  return { all, loggers };
}
