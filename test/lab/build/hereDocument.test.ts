import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { hereDocument, quote } from '../../../src/lab/run/hereDocument.js';

const shell = (lines: readonly string[]): string => execFileSync('sh', { input: lines.join('\n'), encoding: 'utf8' });

test.each([
  [['a', 'b']],
  [['$(id)', "`id` 'x' \\"]],
  [['a\nEND_OF_HOPCTL_INPUT\necho out of it']],
  [['END_OF_HOPCTL_INPUT', 'END_OF_HOPCTL_INPUT_', 'echo out of it']],
])('what a here-document holds stays in it: %j', (lines) => {
  expect(shell(hereDocument('cat', lines))).toBe(`${lines.join('\n')}\n`);
});

test('one here-document holds another', () => {
  expect(shell(hereDocument('sh', hereDocument('cat', ['a'])))).toBe('a\n');
});

test('a word is one word', () => {
  expect(shell([`printf %s ${quote("it's $(id)")}`])).toBe("it's $(id)");
});
