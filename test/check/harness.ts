import { optionsOfCheck, pinsOfCheck } from '../../src/app/check/optionsOfCheck.js';
import { loadFacts } from '../../src/app/loadFacts.js';
import { buildRequest } from '../../src/app/trace/buildRequest.js';
import { compareTrace } from '../../src/check/compareTrace.js';
import type { Difference } from '../../src/check/Expectation.js';
import { readCheckFile } from '../../src/check/readCheckFile.js';
import type { Trace } from '../../src/trace/model/Trace.js';
import { traceRequest } from '../../src/trace/traceRequest.js';
import { worldOf } from '../../src/trace/world/worldOf.js';

const facts = await loadFacts({ snapshot: 'fixtures/shop' }, () => undefined);
const world = worldOf(facts);

/** A file with one check: its request in YAML's flow form, and what is expected in whatever form. */
export function checkFile(request: string, expect: string): string {
  return `checks:\n- name: one\n  request: ${request}\n  expect: ${expect}\n`;
}

/** The trace of a request in the shop. */
export function traceOf(request: string): Trace {
  const [check] = readCheckFile(checkFile(request, '{verdict: DELIVERED}'), 'checks.yaml').checks;
  if (check === undefined) throw new Error('the file has one check');
  return traceRequest(world, buildRequest(facts, optionsOfCheck(check)).request, pinsOfCheck(check));
}

/** What of a trace is not as an expectation, in YAML's flow form, has it. */
export function differences(trace: Trace, expect: string): readonly Difference[] {
  const [check] = readCheckFile(checkFile('{from: a, url: b}', expect), 'checks.yaml').checks;
  if (check === undefined) throw new Error('the file has one check');
  return compareTrace(trace, check.expect);
}
