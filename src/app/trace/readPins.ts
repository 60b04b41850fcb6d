import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { TracePins } from '../../trace/model/TraceRequest.js';

/** The flags that pin forks and opaque code, unread. */
export interface PinOptions {
  readonly endpoint?: string | undefined;
  readonly randomValue?: number | undefined;
  readonly detect?: 'http' | 'tcp' | undefined;
  /** `FORK=BRANCH`. */
  readonly pins: readonly string[];
  /** `NAME=pass` or `NAME=deny`; `*` is every name. */
  readonly assume: readonly string[];
  readonly strict: boolean;
  readonly allBranches: boolean;
  readonly likeliest: boolean;
  readonly maxBranches: number;
}

/** Reads the pins; a word that is none is a usage error. */
export function readPins(options: PinOptions): TracePins {
  if (options.allBranches && options.likeliest)
    refuse('--all-branches and --likeliest contradict each other', 'Leave one of them out.');
  const { endpoint, randomValue, detect } = options;
  return {
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(randomValue === undefined ? {} : { randomValue }),
    ...(detect === undefined ? {} : { detect }),
    pins: new Map(options.pins.map((text) => pair(text, '--pin', 'FORK=BRANCH'))),
    assume: new Map(options.assume.map(assumption)),
    now: Math.floor(Date.now() / 1000),
    strict: options.strict,
    branches: options.allBranches ? 'all' : options.likeliest ? 'likeliest' : 'few',
    maxBranches: options.maxBranches,
  };
}

function assumption(text: string): readonly [string, 'pass' | 'deny'] {
  const [name, what] = pair(text, '--assume', 'NAME=pass|deny');
  if (what === 'pass' || what === 'deny') return [name, what];
  return refuse(
    `--assume ${JSON.stringify(text)}: ${what} is neither pass nor deny`,
    'For example --assume shop.tag=pass.',
  );
}

function pair(text: string, flag: string, form: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at <= 0 || at === text.length - 1)
    return refuse(`${flag} ${JSON.stringify(text)} is not ${form}`, `Write ${flag} ${form}.`);
  return [text.slice(0, at), text.slice(at + 1)];
}

function refuse(message: string, hint: string): never {
  throw new UserError(message, { exitCode: ExitCode.usage, hint });
}
