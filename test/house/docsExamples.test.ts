import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from './sourceFiles.js';

/*
 * Every block of README.md and docs/ that is fenced as `console` is run: lines that begin with `$ ` are commands, the
 * lines below one are its stdout and stderr, `…` alone on a line stands for any lines. `console exit=3` says which exit
 * code the last command has. What cannot be run here (a live cluster) is fenced as `sh`.
 */
interface Example {
  readonly where: string;
  readonly command: string;
  readonly output: string;
  readonly exitCode: number;
}

const EXAMPLES = documents().flatMap((path) => examplesOf(path, readFileSync(join(ROOT, path), 'utf8')));

describe('examples in README.md and docs/', () => {
  test('there are some', () => expect(EXAMPLES.length).toBeGreaterThan(0));

  test.each(EXAMPLES)('$where: $command', ({ command, output, exitCode }) => {
    const shell = `hopctl() { "$NODE" bin/hopctl.js "$@"; }; ${command.replaceAll('npx hopctl', 'hopctl')}`;
    const env = { ...process.env, NODE: process.execPath, FORCE_COLOR: undefined, NO_COLOR: '1' };
    const run = spawnSync('sh', ['-c', `{ ${shell}\n} 2>&1`], { cwd: ROOT, env, encoding: 'utf8' });
    expect(run.stdout).toMatch(patternOf(output));
    expect(run.status).toBe(exitCode);
  });
});

test('an example is cut into commands and outputs', () => {
  const text = 'x\n```console exit=3\n$ a\none\n$ b | c\ntwo\n…\n\nthree\n```\n```sh\n$ d\n```\n';
  expect(examplesOf('x.md', text)).toEqual([
    { where: 'x.md:3', command: 'a', output: 'one\n', exitCode: 0 },
    { where: 'x.md:5', command: 'b | c', output: 'two\n…\n\nthree\n', exitCode: 3 },
  ]);
});

test.each([
  ['a\nb\n', 'a\nb\n', true],
  ['a\nb\n', 'a\n', false],
  ['a\n…\nd\n', 'a\nb\nc\nd\n', true],
  ['a\n…\nd\n', 'a\nd\n', true],
  ['a\n…\n', 'a\nb\n', true],
  ['a\n…\n', 'b\n', false],
  ['a.c\n', 'abc\n', false],
])('%j as the pattern of %j: %s', (output, actual, expected) => expect(patternOf(output).test(actual)).toBe(expected));

function documents(): readonly string[] {
  const docs = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' });
  const paths = ['README.md', 'CONTRIBUTING.md', ...docs.map((file) => `docs/${file}`)];
  return paths.filter((path) => path.endsWith('.md') && existsSync(join(ROOT, path))).sort();
}

function examplesOf(path: string, text: string): readonly Example[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const fence = /^```console(?: exit=(?<exitCode>\d+))?$/.exec(line);
    if (fence === null) return [];
    const block = lines.slice(index + 1, lines.indexOf('```', index));
    const starts = block.flatMap((candidate, at) => (candidate.startsWith('$ ') ? [at] : []));
    return starts.map((at, number) => ({
      where: `${path}:${index + 2 + at}`,
      command: (block[at] ?? '').slice(2),
      output: block
        .slice(at + 1, starts[number + 1])
        .map((shown) => `${shown}\n`)
        .join(''),
      exitCode: number === starts.length - 1 ? Number(fence.groups?.exitCode ?? 0) : 0,
    }));
  });
}

function patternOf(output: string): RegExp {
  const escaped = output.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/^…\n/gm, '(?:.*\\n)*');
  return new RegExp(`^${escaped}$`);
}
