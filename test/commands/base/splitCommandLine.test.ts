import type { Command } from '@oclif/core/command';
import { expect, test } from 'vitest';
import { splitCommandLine } from '../../../src/commands/base/splitCommandLine.js';

type Flags = Command.Cached['flags'];

const FLAGS: Flags = {
  namespace: { name: 'namespace', char: 'n', type: 'option', multiple: false },
  header: { name: 'header', char: 'H', aliases: ['headers'], type: 'option', multiple: true },
  quiet: { name: 'quiet', char: 'q', type: 'boolean', allowNo: false },
};

const COMMANDS = [
  { id: 'explain', flags: { ...FLAGS, agent: { name: 'agent', char: 'A', type: 'boolean', allowNo: false } } as Flags },
  { id: 'proxy-config:listener', flags: FLAGS },
  { id: 'proxy-config:l', flags: FLAGS },
  { id: 'trace', flags: { ...FLAGS, agent: { name: 'agent', char: 'A', type: 'option', multiple: false } } as Flags },
];

test.each([
  ['', '', ''],
  ['explain UH', 'explain', 'UH'],
  ['explain -o json', 'explain', '-o json'],
  ['proxy-config', 'proxy-config', ''],
  ['proxy-config listener pod', 'proxy-config:listener', 'pod'],
  ['pc l pod', 'proxy-config:l', 'pod'],
  ['pc x', 'proxy-config', 'x'],
  ['-n shop pc l pod', 'proxy-config:l', '-n shop pod'],
  ['--namespace=shop pc l pod', 'proxy-config:l', '--namespace=shop pod'],
  ['-nshop pc l pod', 'proxy-config:l', '-nshop pod'],
  ['-q pc l pod', 'proxy-config:l', '-q pod'],
  ['pc -n shop l pod', 'proxy-config:l', '-n shop pod'],
  ['--headers a:b trace x', 'trace', '--headers a:b x'],
  ['pc l -n explain', 'proxy-config:l', '-n explain'],
  ['-n explain pc l', 'proxy-config:l', '-n explain'],
  ['-A trace x', 'trace', '-A x'],
  ['-A curl trace x', 'trace', '-A curl x'],
  ['-- explain', '', '-- explain'],
  ['explain -', 'explain', '-'],
  ['nothing', '', 'nothing'],
])('%s', (line, id, args) => {
  const words = (text: string): string[] => text.split(' ').filter(Boolean);
  expect(splitCommandLine(words(line), COMMANDS)).toEqual({ id, args: words(args) });
});
