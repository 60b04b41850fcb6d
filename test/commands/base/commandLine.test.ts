import { describe, expect, test } from 'vitest';
import { hopctl } from '../../hopctl.js';

describe('a command line that cannot be understood: exit 2, nothing on stdout, what to try', () => {
  test.each([
    ['a misspelt command', ['explian'], 'error: hopctl has no command "explian"', 'did you mean "hopctl explain"?'],
    [
      'an unknown command',
      ['frobnicate'],
      'error: hopctl has no command "frobnicate"',
      'hopctl --help lists the commands',
    ],
    ['help of an unknown command', ['frobnicate', '--help'], 'error: hopctl has no command "frobnicate"', '--help'],
    ['a flag without a command', ['--frob'], 'error: hopctl takes no --frob', 'hopctl --help'],
    ['a misspelt flag', ['explain', '--otput', 'json'], 'error: unknown flag --otput', '--output'],
    ['an unknown flag', ['explain', '--frobnicate'], 'error: unknown flag --frobnicate', '--help'],
    ['an unknown letter', ['explain', '-Z'], 'error: unknown flag -Z', '--help'],
    ['a flag without its value', ['explain', '-o'], 'error: flag --output expects a value', '--help'],
    [
      'a value that a flag has not',
      ['explain', '--color', 'red'],
      'error: expected --color=red to be one of',
      '--help',
    ],
    [
      'a format that a command has not',
      ['explain', '-o', 'xml'],
      'error: no output format "xml"',
      'one of short, json',
    ],
    ['one argument too many', ['explain', 'UH', 'UF'], 'error: unexpected argument: UF', '--help'],
  ])('%s', async (_name, args, message, hint) => {
    const { exitCode, stdout, stderr } = await hopctl(args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^error: .*\n( {2}at: .*\n)? {2}try: .*\n$/);
    expect(stderr).toContain(message);
    expect(stderr.split('\n').at(-2)).toContain(hint);
  });

  test('what the user typed is escaped', async () => {
    const { stderr } = await hopctl(['\u001b[31mred\u202e']);
    expect(stderr).toContain(String.raw`\x1b[31mred\u202e`);
  });
});

describe('help: exit 0, on stdout', () => {
  test.each([
    [[], 'COMMANDS'],
    [['--help'], 'COMMANDS'],
    [['-h'], 'COMMANDS'],
    [['help'], 'COMMANDS'],
    [['explain', '--help'], '$ hopctl explain [WORD]'],
    [['explain', '-h'], '$ hopctl explain [WORD]'],
    [['help', 'explain'], '$ hopctl explain [WORD]'],
    [['-o', 'json', 'explain', 'UH', '--help'], '$ hopctl explain [WORD]'],
  ])('hopctl %j', async (args, text) => {
    const { exitCode, stdout, stderr } = await hopctl(args);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain(text);
  });

  test('after -- it is an argument', async () => {
    expect(await hopctl(['explain', '--', '--help'])).toMatchObject({ exitCode: 2, stdout: '' });
  });
});

test('the version', async () => {
  const { exitCode, stdout } = await hopctl(['--version']);
  expect({ exitCode, stdout }).toEqual({
    exitCode: 0,
    stdout: expect.stringMatching(/^hopctl\/\d+\.\d+\.\d+ \S+ node-v\S+\n$/) as string,
  });
});

test('flags may stand before the command', async () => {
  const { stdout } = await hopctl(['-o', 'json', '-q', 'explain', 'UH']);
  expect(JSON.parse(stdout)).toMatchObject({ word: 'UH' });
});

test('a command without arguments leaves stdin alone', async () => {
  const { exitCode, stdout } = await hopctl(['explain'], { stdin: 'UH\n' });
  expect({ exitCode, isList: stdout.startsWith('Verdicts\n') }).toEqual({ exitCode: 0, isList: true });
});
