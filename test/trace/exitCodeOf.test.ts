import { describe, expect, test } from 'vitest';
import { exitCodeOf, plainExit, type ExitOptions } from '../../src/trace/exitCodeOf.js';
import type { Trace } from '../../src/trace/model/Trace.js';
import type { CallerSees, Verdict, VerdictCode } from '../../src/trace/model/Verdict.js';

function verdict(code: VerdictCode, caller: CallerSees = { kind: 'unknown' }, flags = ''): Verdict {
  return { code, sentence: '', flags, details: '', caller };
}

/** The exit code of a trace with a path for each verdict. */
function exitCode(
  verdicts: readonly Verdict[],
  options: Partial<ExitOptions> = {},
  notSimulated: string[] = [],
): number {
  const paths = verdicts.map((one) => ({ probability: 1 / verdicts.length, choices: [], hops: [], verdict: one }));
  const trace: Pick<Trace, 'paths' | 'notSimulated'> = { paths, notSimulated };
  return exitCodeOf(trace, { ...plainExit, ...options });
}

describe('by verdict', () => {
  test.each([
    ['INDETERMINATE', 4],
    ['LOOP', 3],
    ['DENIED', 3],
    ['NO_MATCH', 3],
    ['NO_UPSTREAM', 3],
    ['EXITS_MESH', 0],
    ['DELIVERED_BYPASS', 0],
    ['DELIVERED', 0],
  ] as const)('%s is %d', (code, expected) => expect(exitCode([verdict(code)])).toBe(expected));

  test.each([
    ['a redirect', { kind: 'status', status: 301 }, '', 0],
    ['an error', { kind: 'status', status: 502 }, '', 3],
    ['an injected abort, whatever its status', { kind: 'status', status: 200 }, 'DI,FI', 3],
    ['a grpc-status other than OK', { kind: 'status', status: 200, grpcStatus: 14 }, '', 3],
    ['grpc-status OK', { kind: 'status', status: 200, grpcStatus: 0 }, '', 0],
    ['no status', { kind: 'reset' }, '', 3],
  ] as const)('ANSWERED_BY_PROXY with %s', (_what, caller, flags, expected) =>
    expect(exitCode([verdict('ANSWERED_BY_PROXY', caller, flags)])).toBe(expected),
  );
});

describe('of several paths', () => {
  const paths = [verdict('DELIVERED'), verdict('INDETERMINATE'), verdict('DENIED')];

  test('a finding goes before what is not known', () => expect(exitCode(paths)).toBe(3));
  test('what is not known before what is fine', () => expect(exitCode(paths.slice(0, 2))).toBe(4));
});

describe('as asked for', () => {
  test.each([
    ['EXITS_MESH', { requireMesh: true }, 3],
    ['DELIVERED_BYPASS', { requireMesh: true }, 3],
    ['DELIVERED', { requireMesh: true }, 0],
    ['EXITS_MESH', { failOn: ['exits'] }, 3],
    ['EXITS_MESH', { failOn: ['bypass'] }, 0],
    ['DELIVERED_BYPASS', { failOn: ['bypass'] }, 3],
    ['INDETERMINATE', { failOn: ['unknown'] }, 3],
    ['DENIED', { expect: ['DENIED'] }, 0],
    ['DELIVERED', { expect: ['DENIED'] }, 3],
    ['INDETERMINATE', { expect: ['DENIED'] }, 4],
    ['INDETERMINATE', { expect: ['INDETERMINATE'] }, 0],
    ['DENIED', { exitZero: true }, 0],
    ['INDETERMINATE', { exitZero: true, failOn: ['unknown'] }, 0],
  ] as const)('%s with %j is %d', (code, options, expected) =>
    expect(exitCode([verdict(code)], options)).toBe(expected),
  );

  test('--fail-on unknown also counts what was met and is not simulated', () => {
    expect(exitCode([verdict('DELIVERED')], { failOn: ['unknown'] }, ['filter:INPUT:3 (-m recent)'])).toBe(3);
    expect(exitCode([verdict('DELIVERED')], {}, ['filter:INPUT:3 (-m recent)'])).toBe(0);
  });
});
