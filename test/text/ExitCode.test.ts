import { expect, test } from 'vitest';
import { worstExitCode } from '../../src/text/ExitCode.js';

test.each([
  ['none', [], 0],
  ['all fine', [0, 0], 0],
  ['indeterminate over fine', [0, 4], 4],
  ['a finding over indeterminate', [4, 3], 3],
  ['unreadable evidence over a finding', [3, 5, 4], 5],
  ['an internal failure over all findings', [5, 1, 3], 1],
  ['interrupted over all', [3, 130, 1], 130],
] as const)('%s', (_name, codes, expected) => {
  expect(worstExitCode(codes)).toBe(expected);
});
