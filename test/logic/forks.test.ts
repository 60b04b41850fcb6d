import { expect, test } from 'vitest';
import { nearestFirst, type NearMiss } from '../../src/logic/Decision.js';
import { chooseLikeliest } from '../../src/logic/Fork.js';

test.each([
  ['the likeliest branch', { a: 0.2, b: 0.8 }, 'b'],
  ['of equals the first', { a: 0.4, b: 0.4, c: 0.2 }, 'a'],
  ['the only one', { a: 1 }, 'a'],
])('a fork takes %s', (_what, shares, expected) => {
  const branches = Object.entries(shares).map(([label, probability]) => ({ label, probability, value: label }));
  expect(chooseLikeliest({ name: 'fork', about: 'a test', branches }).label).toBe(expected);
});

test('near misses: the most that held comes first, of equals the earlier', () => {
  const miss = (what: string, held: number): NearMiss => ({
    what,
    held,
    at: '',
    failed: { name: '', expected: '', got: '', truth: 'no' },
  });
  expect(nearestFirst([miss('a', 0), miss('b', 2), miss('c', 0), miss('d', 2)]).map(({ what }) => what)).toEqual([
    'b',
    'd',
    'a',
    'c',
  ]);
});
