import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openState } from '../../../src/app/lab/openLab.js';
import { verifyOne } from '../../../src/app/lab/verifyInLab.js';
import type { NamedRequest } from '../../../src/app/lab/verifyRequests.js';
import type { LabFile } from '../../../src/lab/model/LabFile.js';
import type { LabState } from '../../../src/lab/model/LabState.js';
import type { ProxyKind } from '../../../src/lab/model/words.js';
import { labFromSnapshot } from '../../../src/lab/snapshot/labFromSnapshot.js';
import type { CounterTexts } from '../../../src/lab/request/readCounters.js';
import { withLab } from '../../../src/lab/up/withLab.js';
import { PROXIES } from '../proxies.js';
import { chanceOf, checkedRequests, crossRequests } from './requestsOf.js';

/** A fixture as a lab, and how many requests it gets: 200 of all fixtures together. */
interface Mesh {
  readonly fixture: string;
  readonly requests: number;
  /** What a trace may not know: addresses of names that nobody has in the lab; one entry a request. */
  readonly unknown: readonly string[];
}

const MESHES: readonly Mesh[] = [
  {
    fixture: 'shop',
    requests: 130,
    unknown: ['other.example', 'other.example', 'www.example.org'],
  },
  { fixture: 'hijack-119-sidecar', requests: 20, unknown: ['www.unknown.example'] },
  { fixture: 'hijack-119-canary', requests: 20, unknown: [] },
  { fixture: 'hijack-119-weights', requests: 10, unknown: [] },
  { fixture: 'hijack-119-fault', requests: 10, unknown: [] },
  { fixture: 'hijack-119-rewrite', requests: 10, unknown: [] },
];

/** The Lua filter of the shop really runs; what Istio's own filters would do is not shown. */
const ASSUME = ['*=pass'];

const SEED = 1;

describe.each(PROXIES)('from application to application, with $title', ({ kind, missing }) => {
  it.skipIf(missing).each(MESHES)(
    '$fixture: $requests requests, and trace and reality agree in every step',
    { timeout: 300_000 },
    async ({ fixture, requests, unknown }) => {
      const folder = join(import.meta.dirname, '..', '..', '..', 'fixtures', fixture);
      const file = labFromSnapshot(folder, `whole-${fixture}`);
      const all = [...checkedRequests(folder, file, ASSUME), ...crossRequests(file, ASSUME, chanceOf(SEED))];
      const found = await inLab(file, kind, (state) => verifyAll(state, all.slice(0, requests)));
      const others = found.filter((line) => line !== 'agreement');
      expect(others.toSorted()).toEqual(unknown.map((name) => `abstention: the address of ${name}`));
    },
  );
});

/** `agreement`, or what differs, a line a request. */
async function verifyAll(state: LabState, requests: readonly NamedRequest[]): Promise<readonly string[]> {
  const lab = await openState(state, () => undefined);
  const lines: string[] = [];
  let counters: CounterTexts | undefined;
  for (const request of requests) {
    const verified = await verifyOne(lab, request, { repeat: 1, timeoutMs: 6000 }, () => undefined, counters);
    const found = verified.verification;
    ({ counters } = verified);
    if (found.kind === 'agreement') lines.push('agreement');
    else if (found.kind === 'abstention') lines.push(`abstention: ${found.unknown}`);
    else {
      const { step, predicted, observed } = found.difference;
      lines.push(`${request.name}: ${step}: predicted ${predicted}, observed ${observed}`);
    }
  }
  return lines;
}

function inLab<T>(file: LabFile, kind: ProxyKind, use: (state: LabState) => Promise<T>): Promise<T> {
  return withLab(file, use, { proxy: kind });
}
