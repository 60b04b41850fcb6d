import { describe, expect, it } from 'vitest';
import { chiSquared } from '../../../src/lab/verify/chiSquared.js';

const branches = (...list: readonly (readonly [seen: number, probability: number])[]) =>
  list.map(([seen, probability], index) => ({ label: String(index), seen, probability }));

describe('chiSquared', () => {
  // From a printed table of what chance exceeds in one of 1,000 experiments. Half of the branches are seen too often by as much.
  it.each([
    [1, 10.828],
    [2, 13.816],
    [3, 16.266],
    [10, 29.588],
    [11, 31.264],
  ])('%i degrees of freedom: %d is what one in 1,000 exceeds', (degrees, statistic) => {
    const expected = 1000;
    const off = Math.sqrt((statistic * expected) / 2);
    const seen = Array.from({ length: degrees + 1 }, (_, i) => expected + (i === 0 ? off : i === 1 ? -off : 0));
    const found = chiSquared(branches(...seen.map((one) => [one, 1 / (degrees + 1)] as const)));
    expect(found.statistic).toBeCloseTo(statistic, 6);
    expect(found.pValue).toBeCloseTo(0.001, 5);
  });

  it.each([
    ['80 of 100 at 80 %', branches([80, 0.8], [20, 0.2]), true],
    ['70 of 100 at 80 %: 6.25, chance', branches([70, 0.8], [30, 0.2]), true],
    ['60 of 100 at 80 %: 25, no chance', branches([60, 0.8], [40, 0.2]), false],
    ['a branch that cannot be was seen once', branches([99, 1], [1, 0]), false],
    ['a rare branch is joined with its neighbour', branches([98, 0.98], [2, 0.02]), true],
    ['a rare branch that comes all the time', branches([500, 0.98], [500, 0.02]), false],
    ['one branch only', branches([7, 1]), true],
    ['nothing was seen', branches([0, 0.5], [0, 0.5]), true],
  ])('%s', (_, frequencies, agrees) => {
    expect(chiSquared(frequencies).agrees).toBe(agrees);
  });
});
