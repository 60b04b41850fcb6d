import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runChecks } from '../../../src/app/check/runChecks.js';
import { openSnapshot } from '../../../src/app/openSnapshot.js';
import { redactSnapshot } from '../../../src/facts/redact/redactSnapshot.js';
import { detailsOf } from '../../../src/render/check/renderCheckResults.js';

/** Without their secrets the fixtures' requests go the same way, every step of it. */
const snapshots = readdirSync('fixtures').filter((name) => existsSync(`fixtures/${name}/snapshot.json`));
const folder = mkdtempSync(join(tmpdir(), 'hopctl-redact-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(snapshots)('fixtures/%s, redacted', async (name) => {
  for (const [path, { bytes }] of redactSnapshot(await openSnapshot(`fixtures/${name}`))) {
    mkdirSync(dirname(join(folder, name, path)), { recursive: true });
    writeFileSync(join(folder, name, path), bytes);
  }
  const results = await runChecks([`fixtures/${name}/checks.yaml`], join(folder, name), () => undefined);
  test.each(results.map((result) => [result.name, result] as const))('%s', (_name, result) => {
    expect(detailsOf(result)).toEqual([]);
  });
});
