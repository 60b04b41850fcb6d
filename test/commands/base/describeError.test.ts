import { expect, test } from 'vitest';
import { describeError } from '../../../src/commands/base/describeError.js';
import { ExitCode } from '../../../src/text/ExitCode.js';
import { UserError } from '../../../src/text/UserError.js';

test('an error to act on: what, where, what to try', () => {
  const error = new UserError('no JSON', {
    where: 'dump.json:3',
    hint: 'take it again',
    exitCode: ExitCode.unreadable,
  });
  expect(describeError(error, [])).toEqual({
    text: 'error: no JSON\n  at: dump.json:3\n  try: take it again\n',
    exitCode: 5,
  });
});

test('without a place and a hint it is one line', () => {
  expect(describeError(new UserError('no', { exitCode: ExitCode.finding }), [])).toEqual({
    text: 'error: no\n',
    exitCode: 3,
  });
});

test.each([
  ['an error', new TypeError('x is undefined'), 'TypeError: x is undefined'],
  ['something else', 'text', 'text'],
  ['an escape in it', new Error('\u001b[2J\n'), String.raw`Error: \x1b[2J\n`],
])('a defect, %s: one line that asks for a report', (_name, error, message) => {
  expect(describeError(error, [])).toEqual({
    text: `internal error: ${message} (please report it with the command; -v prints the stack)\n`,
    exitCode: 1,
  });
});

test.each(['-v', '--verbose'])('with %s the stack follows', (flag) => {
  expect(describeError(new Error('x'), ['explain', flag]).text).toMatch(/\n {4}at .*describeError\.test/);
});

test('of an error to act on the stack is that of its cause', () => {
  const error = new UserError('no', { exitCode: ExitCode.unreadable, cause: new RangeError('deep') });
  expect(describeError(error, ['-v']).text).toMatch(/^error: no\nRangeError: deep\n {4}at /);
});
