import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allBranches } from '../../../src/app/lab/verifyRequests.js';
import { openState } from '../../../src/app/lab/openLab.js';
import { verifyOne } from '../../../src/app/lab/verifyInLab.js';
import { readLabFile } from '../../../src/lab/read/readLabFile.js';
import { withLab } from '../../../src/lab/up/withLab.js';
import type { Verification } from '../../../src/lab/verify/Verification.js';
import { callerRequest } from '../callerRequest.js';
import { PROXIES } from '../proxies.js';
import { STORIES } from './table.js';

const LABS = [...new Set(STORIES.map(({ lab }) => lab))];

describe.each(PROXIES)('failure stories, really run with $title', ({ kind, missing }) => {
  it.skipIf(missing).each(LABS)('%s', { timeout: 60_000 }, async (name) => {
    const file = readLabFile(join(import.meta.dirname, '..', '..', '..', 'fixtures', 'labs', `${name}.yaml`));
    await withLab(
      { ...file, name: `story-${name}`.slice(0, 40) },
      async (state) => {
        const lab = await openState(state, () => undefined);
        for (const story of STORIES.filter((one) => one.lab === name)) {
          const options = callerRequest('client', story.url, { uid: story.uid });
          const run = { repeat: story.repeat ?? 1, timeoutMs: 5000 };
          const found = await verifyOne(lab, { name: '', options, pins: allBranches([]) }, run, () => undefined);
          expect(summaryOf(found)).toEqual({
            ...{ comes: 'agreement', differs: undefined, verdict: story.verdict, caller: story.caller },
            flags: story.flags ?? '',
          });
        }
      },
      { proxy: kind },
    );
  });
});

function summaryOf(found: Verification): unknown {
  const { verdict } = found.trace;
  return {
    comes: found.kind,
    differs: found.kind === 'disagreement' ? found.difference : found.kind === 'abstention' ? found.unknown : undefined,
    verdict: verdict.code,
    caller: verdict.caller.kind === 'status' ? String(verdict.caller.status) : verdict.caller.kind,
    flags: verdict.flags,
  };
}
