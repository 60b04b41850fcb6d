import { readCheckFile } from '../../check/readCheckFile.js';
import { decodeText } from '../../facts/decodeText.js';
import { readBytes } from '../../sources/file/readBytes.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { TracePins } from '../../trace/model/TraceRequest.js';
import { optionsOfCheck, pinsOfCheck } from '../check/optionsOfCheck.js';
import { readPins } from '../trace/readPins.js';
import type { TraceOptions } from '../trace/TraceOptions.js';

/** Paths that a verification follows at most. */
const MAX_BRANCHES = 1024;

/** A request to verify, and what the user calls it; '' for the only one. */
export interface NamedRequest {
  readonly name: string;
  readonly options: TraceOptions;
  readonly pins: TracePins;
}

/** What the user says about the requests to verify. */
export interface VerifyWords {
  readonly file: string | undefined;
  readonly from: string | undefined;
  readonly url: string | undefined;
  readonly assume: readonly string[];
  readonly optionsOf: (from: string, url: string) => TraceOptions;
}

/** The one request of FROM and URL, or those of a file of checks, whose expectations are not looked at. Both or neither are a usage error. */
export async function verifyRequests({
  file,
  from,
  url,
  assume,
  optionsOf,
}: VerifyWords): Promise<readonly NamedRequest[]> {
  if (file !== undefined && from === undefined) return requestsOfChecks(file);
  if (file === undefined && from !== undefined && url !== undefined)
    return [{ name: '', options: optionsOf(from, url), pins: allBranches(assume) }];
  throw new UserError(file === undefined ? 'FROM and URL are missing' : 'FROM and --file exclude each other', {
    exitCode: ExitCode.usage,
    hint: 'Give FROM and URL, or -f FILE.',
  });
}

/** Pins that follow every fork, and take filters that are not run for granted as `assume` says. */
export function allBranches(assume: readonly string[]): TracePins {
  const nothing = { endpoint: undefined, randomValue: undefined, detect: undefined, pins: [] };
  return readPins({
    ...nothing,
    assume,
    strict: false,
    allBranches: true,
    likeliest: false,
    maxBranches: MAX_BRANCHES,
  });
}

async function requestsOfChecks(file: string): Promise<readonly NamedRequest[]> {
  const { checks } = readCheckFile(decodeText(await readBytes(file, 'a file of checks'), file), file);
  return checks.map((check) => ({
    name: check.name,
    options: optionsOfCheck(check),
    pins: { ...pinsOfCheck(check), branches: 'all', maxBranches: MAX_BRANCHES },
  }));
}
