import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openState, type OpenLab } from '../../../src/app/lab/openLab.js';
import { verifyOne } from '../../../src/app/lab/verifyInLab.js';
import { allBranches } from '../../../src/app/lab/verifyRequests.js';
import type { LabFile } from '../../../src/lab/model/LabFile.js';
import { readLabFile } from '../../../src/lab/read/readLabFile.js';
import { withLab } from '../../../src/lab/up/withLab.js';
import type { Verification } from '../../../src/lab/verify/Verification.js';
import { callerRequest } from '../callerRequest.js';
import { PROXIES } from '../proxies.js';
import { STORIES, type Story } from './table.js';

const LABS = [...new Set(STORIES.map(({ lab }) => lab))];

/** What a caller waits for at most: a loop ends with it. */
const PATIENCE_MS = 5000;

describe.each(PROXIES)('failure stories, really run with $title', ({ kind, missing }) => {
  it.skipIf(missing).each(LABS)('%s', { timeout: 90_000 }, async (name) => {
    await withLab(
      labOf(name, 'story'),
      async (state) => {
        const lab = await openState(state, () => undefined);
        for (const story of STORIES.filter((one) => one.lab === name)) {
          expect(summaryOf(await verify(lab, story))).toEqual({
            ...{ comes: 'agreement', differs: undefined, verdict: story.verdict, caller: story.caller },
            flags: story.flags ?? '',
          });
        }
      },
      { proxy: kind },
    );
  });

  it.skipIf(missing)('a rule that came after the facts is the first difference', { timeout: 90_000 }, async () => {
    await withLab(
      labOf('passthrough', 'late'),
      async (state) => {
        const lab = await openState(state, () => undefined);
        const netns = state.pods.find(({ name }) => name === 'client')?.netns ?? '';
        const rule = ['-t', 'nat', '-I', 'OUTPUT', '1', '-p', 'tcp', '-d', '10.96.0.10/32', '-j', 'ACCEPT'];
        execFileSync('nsenter', [`--net=/run/netns/${netns}`, 'iptables-nft', ...rule]);
        const found = await verify(lab, { url: 'http://server:8080/' });
        expect(found.kind === 'disagreement' ? found.difference.step : found.kind).toBe(
          'default/client: nat:ISTIO_OUTPUT:rule:9',
        );
      },
      { proxy: kind },
    );
  });
});

function labOf(name: string, prefix: string): LabFile {
  const file = readLabFile(join(import.meta.dirname, '..', '..', '..', 'fixtures', 'labs', `${name}.yaml`));
  return { ...file, name: `${prefix}-${name}` };
}

async function verify(
  lab: OpenLab,
  { url, uid, repeat = 1 }: Partial<Story> & Pick<Story, 'url'>,
): Promise<Verification> {
  const options = callerRequest('client', url, { uid });
  const request = { name: '', options, pins: allBranches([]) };
  return (await verifyOne(lab, request, { repeat, timeoutMs: PATIENCE_MS }, () => undefined)).verification;
}

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
