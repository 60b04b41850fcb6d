import { dirname, isAbsolute, join } from 'node:path';
import type { CheckResult } from '../../check/CheckResult.js';
import { compareTrace } from '../../check/compareTrace.js';
import type { Check } from '../../check/CheckFile.js';
import { readCheckFile } from '../../check/readCheckFile.js';
import { decodeText } from '../../facts/decodeText.js';
import type { Facts } from '../../facts/Facts.js';
import type { Report } from '../../facts/snapshot/readSnapshot.js';
import { readBytes, STDIN } from '../../sources/file/readBytes.js';
import { UserError } from '../../text/UserError.js';
import type { Trace } from '../../trace/model/Trace.js';
import { traceRequest } from '../../trace/traceRequest.js';
import type { World } from '../../trace/world/World.js';
import { worldOf } from '../../trace/world/worldOf.js';
import { loadFacts } from '../loadFacts.js';
import { buildRequest } from '../trace/buildRequest.js';
import { watchDuplicateKeys } from '../trace/watchDuplicateKeys.js';
import { optionsOfCheck, pinsOfCheck } from './optionsOfCheck.js';

/** Runs every check of the files, each file against its snapshot (or the one that is given). */
export async function runChecks(
  files: readonly string[],
  snapshot: string | undefined,
  report: Report,
): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  for (const file of files) {
    const { checks, snapshot: own } = readCheckFile(decodeText(await readBytes(file, 'a file of checks'), file), file);
    const facts = await loadFacts({ snapshot: snapshot ?? besides(file, own ?? '.') }, report);
    const world = worldOf(facts);
    const watch = watchDuplicateKeys(facts, report);
    for (const check of checks) results.push(runCheck(facts, world, check, file, watch));
  }
  return results;
}

/** What a file of checks calls by a path of its own. */
function besides(file: string, path: string): string {
  return isAbsolute(path) ? path : join(file === STDIN ? '.' : dirname(file), path);
}

function runCheck(facts: Facts, world: World, check: Check, file: string, watch: (trace: Trace) => void): CheckResult {
  const base = { file, name: check.name };
  try {
    const { request } = buildRequest(facts, optionsOfCheck(check));
    const trace = traceRequest(world, request, pinsOfCheck(check));
    watch(trace);
    const differences = compareTrace(trace, check.expect);
    const undecided =
      trace.verdict.code === 'INDETERMINATE' && check.expect.verdict?.includes('INDETERMINATE') !== true;
    const status = differences.length === 0 ? 'passed' : undecided ? 'indeterminate' : 'failed';
    return { ...base, status, differences, verdict: trace.verdict.sentence };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ...base, status: 'unreadable', differences: [], error: error.message, verdict: '' };
  }
}
