import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Bed } from './bed/Bed.js';
import { findingText } from './findingText.js';
import { PACKETS_OF_SET } from './generate/generateSet.js';
import { matchGenerators } from './generate/matchGenerators.js';
import { missing } from './missing.js';
import { runSet } from './runJob.js';
import { addTally, emptyTally } from './tally/Tally.js';
import { unreached } from './tally/printTally.js';

const CASES = 2_000;
const SEED = 8;
const MOST_SETS = 80;
const why = missing();

/** Modules that no packet of the bed can meet both ways, and why. */
const OUT_OF_REACH: Readonly<Record<string, string>> = {
  'match comment': 'it is never missed',
  'match udplite': matchGenerators.udplite.unloadable ?? '',
  'match set': matchGenerators.set.unloadable ?? '',
  'match sctp': 'the bed sends TCP, UDP and ICMP, so it is never hit',
  'match dccp': 'the bed sends TCP, UDP and ICMP, so it is never hit',
  'match unsupported': 'what it decides is unknown',
  'target unsupported': 'what it does is unknown',
  'target NFQUEUE': 'a program in user space decides',
};

describe.skipIf(why !== '')(`a slice of the kernel proof${why === '' ? '' : ` (skipped: ${why})`}`, () => {
  const tally = emptyTally();
  const findings: string[] = [];
  let bed: Bed | undefined;
  beforeAll(async () => {
    // What needs libc is loaded only where a bed can be made.
    const { openBed } = await import('./bed/openBed.js');
    bed = await openBed();
    // More sets where a module has not been met both ways yet.
    const open = (): boolean => unreached(tally).some((name) => !Object.hasOwn(OUT_OF_REACH, name));
    for (let set = 0; set * PACKETS_OF_SET < CASES || (open() && set < MOST_SETS); set += 1) {
      const result = await runSet(bed, { seed: SEED, set });
      addTally(tally, result.tally);
      findings.push(...result.findings.map(findingText));
    }
  }, 120_000);
  afterAll(() => bed?.close());

  test(`no disagreement in ${CASES} cases`, () => {
    expect(findings.join('\n')).toBe('');
    expect(tally.total.cases).toBeGreaterThanOrEqual(CASES);
  });
  test('the loaders take every rule set', () => {
    expect(tally.unloadable).toBe(0);
  });
  test('at most 1 % of the cases of supported features are undecided', () => {
    const { total, foreign } = tally;
    const abstained = total.abstentions - foreign.abstentions;
    expect(abstained).toBeLessThanOrEqual((total.cases - foreign.cases) / 100);
  });
  test('every match and target is met by a packet that it matches and by one that it does not', () => {
    expect(unreached(tally).filter((name) => !Object.hasOwn(OUT_OF_REACH, name))).toEqual([]);
  });
});
