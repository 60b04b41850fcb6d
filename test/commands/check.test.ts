import { describe, expect, test } from 'vitest';
import { checkFile } from '../check/harness.js';
import { hopctl, type Run } from '../hopctl.js';

const ghost = "{from: cart-7f8b6c9d5d-vb5nx.web, url: 'http://ghost/'}";
const nobody = "{from: no-such-pod.web, url: 'http://ghost/'}";
const reviews = "{from: cart-7f8b6c9d5d-vb5nx.web, url: 'http://reviews:9080/'}";

const run = (checks: string, ...args: string[]): Promise<Run> =>
  hopctl(['check', '-', '--snapshot', 'fixtures/shop', ...args], { stdin: checks });

describe.each(['table', 'json', 'junit'])('the exit code is the same with -o %s', (format) => {
  test.each([
    ['0: all as expected', checkFile(ghost, '{verdict: NO_UPSTREAM, flags: UH}'), 0],
    ['3: something else', checkFile(ghost, '{verdict: DELIVERED}'), 3],
    ['4: not decided', checkFile(reviews, '{verdict: DELIVERED}'), 4],
    ['5: nothing to trace from', checkFile(nobody, '{verdict: DELIVERED}'), 5],
    ['0: not decided, as expected', checkFile(reviews, '{verdict: INDETERMINATE}'), 0],
    ['3: as expected not decided, but elsewhere', checkFile(reviews, '{verdict: INDETERMINATE, unknown: else}'), 3],
  ])('%s', async (_what, checks, exitCode) => {
    const { exitCode: got, stdout } = await run(checks, '-o', format);
    expect(got).toBe(exitCode);
    expect(stdout).toContain('one');
  });
  test('2: a word that is not known; nothing is printed', async () => {
    const { exitCode, stdout, stderr } = await run(checkFile(ghost, '{verdit: DENIED}'), '-o', format);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Did you mean verdict?');
  });
  test('5: no snapshot; nothing is printed', async () => {
    const stdin = checkFile(ghost, '{flags: UH}');
    const { exitCode, stdout } = await hopctl(['check', '-', '--snapshot', 'fixtures/nope', '-o', format], { stdin });
    expect([exitCode, stdout]).toEqual([5, '']);
  });
});

test('of several the highest of 5, 3, 4, 0 counts, and all are told', async () => {
  const all = [
    checkFile(ghost, '{verdict: NO_UPSTREAM}'),
    checkFile(reviews, '{verdict: DELIVERED}'),
    checkFile(ghost, '{verdict: DELIVERED}'),
  ].map((text) => text.replace('checks:\n', ''));
  const { exitCode, stdout } = await run(`checks:\n${all.join('')}`);
  expect(exitCode).toBe(3);
  expect(stdout).toMatch(/^RESULT .*\nok .*\nUNKNOWN .*\n(?: .*\n)+FAILED .*\n(?: .*\n)+1 passed, 2 failed\n$/);
});

test('several files, each against the snapshot that it lies in', async () => {
  const files = ['fixtures/hijack-119-simple/checks.yaml', 'fixtures/hijack-119-rewrite/checks.yaml'];
  const { exitCode, stdout } = await hopctl(['check', ...files, '-q']);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('fixtures/hijack-119-simple/checks.yaml ');
  expect(stdout).toContain('fixtures/hijack-119-rewrite/checks.yaml ');
  expect(stdout).toMatch(/\d+ passed, 0 failed\n$/);
});

test('json says what differs', async () => {
  const { stdout } = await run(checkFile(ghost, '{flags: UF}'), '-o', 'json');
  expect(JSON.parse(stdout)).toMatchObject({
    schemaVersion: 1,
    results: [
      { file: '-', name: 'one', status: 'failed', differences: [{ field: 'flags', expected: 'UF', got: 'UH' }] },
    ],
  });
});
