import { expect, test } from 'vitest';
import { wantsColor } from '../../src/text/wantsColor.js';

test.each([
  ['always wins over NO_COLOR', 'always', { NO_COLOR: '1' }, false, true],
  ['never wins over FORCE_COLOR', 'never', { FORCE_COLOR: '1' }, true, false],
  ['auto on a terminal', 'auto', {}, true, true],
  ['auto into a pipe', 'auto', {}, false, false],
  ['NO_COLOR on a terminal', 'auto', { NO_COLOR: '1' }, true, false],
  ['an empty NO_COLOR says nothing', 'auto', { NO_COLOR: '' }, true, true],
  ['NO_COLOR wins over FORCE_COLOR', 'auto', { NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
  ['FORCE_COLOR into a pipe', 'auto', { FORCE_COLOR: '1' }, false, true],
  ['an empty FORCE_COLOR forces', 'auto', { FORCE_COLOR: '' }, false, true],
  ['FORCE_COLOR=0 on a terminal', 'auto', { FORCE_COLOR: '0' }, true, false],
  ['a dumb terminal', 'auto', { TERM: 'dumb' }, true, false],
] as const)('%s', (_name, mode, env, isTerminal, expected) => {
  expect(wantsColor(mode, env, isTerminal)).toBe(expected);
});
