import type { Check, CheckWord } from '../../check/CheckFile.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { TracePins } from '../../trace/model/TraceRequest.js';
import { readPins } from '../trace/readPins.js';
import type { TraceOptions } from '../trace/TraceOptions.js';

/** Paths that a check follows at most. */
const MAX_BRANCHES = 256;

const SIDES = ['outbound', 'inbound'] as const;
const DETECT = ['http', 'tcp'] as const;
const CT_STATES = ['new', 'established'] as const;

/** A check's request as trace-request's options. */
export function optionsOfCheck({ name, request }: Check): TraceOptions {
  const get = (word: string): CheckWord | undefined => request[word];
  const text = (word: string): string | undefined => optional(get(word), (value) => textOf(value, name, word));
  const number = (word: string): number | undefined => optional(get(word), (value) => numberOf(value, name, word));
  const flag = (word: string): boolean | undefined => optional(get(word), (value) => switchOf(value, name, word));
  return {
    from: text('from') ?? fail(name, 'from is missing'),
    url: text('url') ?? fail(name, 'url is missing'),
    namespace: text('namespace'),
    method: text('method'),
    headers: pairs(get('headers'), ': '),
    data: text('data'),
    userAgent: text('user-agent'),
    http11: flag('http1.1') ?? false,
    http2: flag('http2') ?? false,
    http2PriorKnowledge: flag('http2-prior-knowledge') ?? false,
    resolve: listOf(get('resolve')),
    connectTo: listOf(get('connect-to')),
    sni: text('sni'),
    alpn: listOf(get('alpn')).join(',') || undefined,
    tls: flag('tls'),
    asPeer: text('as-peer'),
    via: text('via'),
    container: text('container'),
    uid: number('uid'),
    gid: number('gid'),
    mark: number('mark'),
    sourceIp: text('source-ip'),
    sourcePort: number('source-port'),
    only: oneOf(SIDES, text('only'), name, 'only'),
    ctState: oneOf(CT_STATES, text('ct-state'), name, 'ct-state') ?? 'new',
    withReturn: false,
  };
}

/** A check's pins. */
export function pinsOfCheck({ name, request }: Check): TracePins {
  const endpoint = request.endpoint;
  const random = request['random-value'];
  return readPins({
    endpoint: optional(endpoint, (value) => textOf(value, name, 'endpoint')),
    randomValue: optional(random, (value) => numberOf(value, name, 'random-value')),
    detect: oneOf(
      DETECT,
      optional(request.detect, (value) => textOf(value, name, 'detect')),
      name,
      'detect',
    ),
    pins: pairs(request.pin, '='),
    assume: pairs(request.assume, '='),
    strict: optional(request.strict, (value) => switchOf(value, name, 'strict')) ?? false,
    allBranches: false,
    likeliest: false,
    maxBranches: MAX_BRANCHES,
  });
}

function optional<T>(value: CheckWord | undefined, read: (value: CheckWord) => T): T | undefined {
  return value === undefined ? undefined : read(value);
}

function textOf(value: CheckWord, name: string, word: string): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : fail(name, `${word} is no text`);
}

function numberOf(value: CheckWord, name: string, word: string): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0
    ? value
    : fail(name, `${word} is no number`);
}

function listOf(value: CheckWord | undefined): readonly string[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value as readonly string[];
  return typeof value === 'object' ? Object.values(value) : [String(value)];
}

/** A mapping as `name<separator>value` lines; lists as they are. */
function pairs(value: CheckWord | undefined, separator: string): readonly string[] {
  if (value === undefined || Array.isArray(value) || typeof value !== 'object') return listOf(value);
  return Object.entries(value).map(([name, one]) => `${name}${separator}${one}`);
}

function switchOf(value: CheckWord, name: string, word: string): boolean {
  return typeof value === 'boolean' ? value : fail(name, `${word} is neither true nor false`);
}

function oneOf<T extends string>(
  words: readonly T[],
  text: string | undefined,
  name: string,
  word: string,
): T | undefined {
  if (text === undefined) return undefined;
  return words.find((one) => one === text) ?? fail(name, `${word} is ${text}, not ${words.join(' or ')}`);
}

function fail(name: string, message: string): never {
  throw new UserError(message, { where: name, exitCode: ExitCode.usage });
}
