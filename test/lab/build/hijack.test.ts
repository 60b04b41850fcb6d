import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { EchoRecord } from '../../../src/lab/model/EchoRecord.js';
import type { LabFile } from '../../../src/lab/model/LabFile.js';
import type { LabState } from '../../../src/lab/model/LabState.js';
import { parseLabFile } from '../../../src/lab/read/readLabFile.js';
import { labFromSnapshot } from '../../../src/lab/snapshot/labFromSnapshot.js';
import { withLab } from '../../../src/lab/up/withLab.js';
import { ROOT } from '../../house/sourceFiles.js';
import { PROXIES } from '../proxies.js';
import { inPod } from './inPod.js';

/** Requests one after the other, of one process; prints status and body of each. `sni` makes it TLS. */
const CLIENT = `
const { readFileSync } = require('node:fs');
const [text, count, ca] = process.argv.slice(1);
const { host, path = '/', address = host, port = 80, sni, user } = JSON.parse(text);
const tls = sni ? { servername: sni, ca: readFileSync(ca) } : {};
const headers = { host, ...(user ? { user } : {}) };
const one = () => new Promise((resolve, reject) =>
  require(sni ? 'node:https' : 'node:http').get({ host: address, port, path, headers, agent: false, ...tls }, (response) => {
    let body = '';
    response.on('data', (bytes) => (body += bytes)).on('end', () => resolve([response.statusCode, body]));
  }).on('error', reject));
(async () => { const all = []; for (let i = 0; i < Number(count); i++) all.push(await one()); console.log(JSON.stringify(all)); })();`;

interface Asked {
  readonly host: string;
  readonly path?: string;
  readonly address?: string;
  readonly port?: number;
  readonly sni?: string;
  readonly user?: string;
}

/** A caller without a sidecar, as one outside of the mesh is. */
const OUTSIDE = 'name: a\npods: [{ name: outside, ips: [10.244.99.9] }]';
const GATEWAY = '10.108.4.104';
const SIMPLE = { host: 'simple.zhongmingmao.io', address: GATEWAY };
const SECURE = { host: 'httpsserver.zhongmingmao.io', address: GATEWAY, port: 443, sni: 'httpsserver.zhongmingmao.io' };
const CANARY = { host: 'canary' };
const USER = { ...CANARY, user: 'zhongmingmao' };

/** What each state of that cluster promises in its README: who asks, how often, and with which shares who answers; a status where no app does. */
const PROMISES: readonly (readonly [
  step: string,
  from: string,
  asked: Asked,
  count: number,
  answers: Readonly<Record<string, readonly [least: number, most: number]>>,
])[] = [
  ['sidecar', 'toolbox', { host: 'nginx' }, 2, { 'nginx-deployment /': [2, 2] }],
  ['simple', 'outside', SIMPLE, 2, { 'simple /': [2, 2] }],
  ['rewrite', 'outside', { ...SIMPLE, path: '/nginx' }, 2, { 'simple /': [2, 2] }],
  ['https', 'outside', SECURE, 2, { '503': [2, 2] }],
  ['https-fqdn', 'outside', SECURE, 2, { 'httpserver /': [2, 2] }],
  ['canary', 'toolbox', CANARY, 5, { 'canary-v1 /': [5, 5] }],
  ['canary', 'toolbox', USER, 5, { 'canary-v2 /': [5, 5] }],
  // 80 % of 40 are 32; outside of these bounds once in a million runs.
  ['fault', 'toolbox', CANARY, 40, { '500': [18, 40], 'canary-v1 /': [0, 22] }],
  ['fault', 'toolbox', USER, 5, { 'canary-v2 /': [5, 5] }],
  ['weights', 'toolbox', CANARY, 40, { 'canary-v1 /': [5, 35], 'canary-v2 /': [5, 35] }],
];

const STEPS = [...new Set(PROMISES.map(([step]) => step))];

/** Both run whole paths of these meshes in `wholePath`; here it is whether a real Envoy runs each of them at all. */
const REAL = PROXIES.filter(({ kind }) => kind === 'envoy');

describe.for(REAL)('the hijack mesh with $title', { timeout: 120_000 }, ({ kind, missing }) => {
  test.skipIf(missing).each(STEPS)('%s keeps what it promises', async (step) => {
    await withLab(
      hijackLab(step, kind),
      async (lab) => {
        for (const [, from, asked, count, answers] of PROMISES.filter(([one]) => one === step)) {
          const seen = await ask(lab, from, asked, count);
          expect(Object.keys(answers), JSON.stringify([...seen])).toEqual(expect.arrayContaining([...seen.keys()]));
          for (const [answer, [least, most]] of Object.entries(answers)) {
            expect(seen.get(answer) ?? 0, answer).toBeGreaterThanOrEqual(least);
            expect(seen.get(answer) ?? 0, answer).toBeLessThanOrEqual(most);
          }
        }
      },
      { proxy: kind },
    );
  });
});

function hijackLab(step: string, kind: string): LabFile {
  const file = labFromSnapshot(join(ROOT, 'fixtures', `hijack-119-${step}`), `build-${step}-${kind}`);
  return { ...file, pods: [...file.pods, ...parseLabFile(OUTSIDE, 'outside.yaml').pods] };
}

/** How often who answered: the app and the path that it got, or a status. */
async function ask(lab: LabState, from: string, asked: Asked, count: number): Promise<ReadonlyMap<string, number>> {
  const pod = lab.pods.find(({ name }) => name.startsWith(from));
  if (pod === undefined) throw new Error(`no pod ${from}`);
  const text = await inPod(pod, CLIENT, [JSON.stringify(asked), String(count), lab.ca.certificate]);
  const seen = new Map<string, number>();
  for (const [status, body] of JSON.parse(text) as readonly (readonly [number, string])[]) {
    const answer = status === 200 ? whoAnswered(JSON.parse(body) as EchoRecord) : String(status);
    seen.set(answer, (seen.get(answer) ?? 0) + 1);
  }
  return seen;
}

/** The workload and the path: a pod's name without what its ReplicaSet adds. */
function whoAnswered({ pod, path = '' }: EchoRecord): string {
  return `${pod.replace(/-[0-9a-f]{8,10}-[a-z0-9]{5}\..*$/, '')} ${path}`;
}
