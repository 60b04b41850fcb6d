import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runChecks } from '../../src/app/check/runChecks.js';
import { detailsOf } from '../../src/render/check/renderCheckResults.js';

/** Every fixture that is a snapshot. */
const snapshots = readdirSync('fixtures').filter((name) => existsSync(`fixtures/${name}/snapshot.json`));

test('every snapshot among the fixtures has checks', () => {
  expect(snapshots.filter((name) => !existsSync(`fixtures/${name}/checks.yaml`))).toEqual([]);
});

describe.each(snapshots)('fixtures/%s', async (name) => {
  const results = await runChecks([`fixtures/${name}/checks.yaml`], undefined, () => undefined);
  const cases = results.map((result) => [result.name, result] as const);
  test.each(cases)('%s', (_name, result) => {
    expect(detailsOf(result)).toEqual([]);
  });
  test('no name comes twice', () => {
    expect(new Set(cases.map(([one]) => one)).size).toBe(cases.length);
  });
});
