import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runChecks } from '../../../src/app/check/runChecks.js';
import { openSnapshot } from '../../../src/app/openSnapshot.js';
import { openRedaction } from '../../../src/facts/redact/openRedaction.js';
import { OPEN_NAMES } from '../../../src/istio/OPEN_NAMES.js';
import { entryAt } from '../../../src/facts/snapshot/layout.js';
import { detailsOf } from '../../../src/render/check/renderCheckResults.js';

/** Without their secrets the fixtures' requests go the same way, every step of it. */
const snapshots = readdirSync('fixtures').filter((name) => existsSync(`fixtures/${name}/snapshot.json`));
const folder = mkdtempSync(join(tmpdir(), 'hopctl-redact-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(snapshots)('fixtures/%s, redacted', async (name) => {
  const files = await openSnapshot(`fixtures/${name}`);
  const redact = openRedaction(files, OPEN_NAMES);
  for (const path of files.paths.filter((one) => entryAt(one) !== undefined)) {
    mkdirSync(dirname(join(folder, name, path)), { recursive: true });
    writeFileSync(join(folder, name, path), redact(path).bytes);
  }
  const results = await runChecks([`fixtures/${name}/checks.yaml`], join(folder, name), () => undefined);
  test.each(results.map((result) => [result.name, result] as const))('%s', (_name, result) => {
    expect(detailsOf(result)).toEqual([]);
  });
});
