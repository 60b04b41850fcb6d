import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EchoRecord } from '../../../src/lab/model/EchoRecord.js';
import type { LabState } from '../../../src/lab/model/LabState.js';
import { parseLabFile } from '../../../src/lab/read/readLabFile.js';
import { labDown } from '../../../src/lab/up/labDown.js';
import { labUp } from '../../../src/lab/up/labUp.js';
import { PROXIES } from '../proxies.js';
import { inPod, podOf } from './inPod.js';
import { httpDump } from './httpDump.js';

/** A unary call with one message; prints status, grpc-status, and the message's text without its frame and tag. */
const CALL = `
const [url, ...headers] = process.argv.slice(1);
const message = Buffer.from([10, 5, ...Buffer.from('hello')]);
const session = require('node:http2').connect(url);
const more = Object.fromEntries(headers.map((header) => header.split('=')));
const request = session.request({ ':method': 'POST', ':path': '/lab.Echo/Say', 'content-type': 'application/grpc', te: 'trailers', ...more });
let head, trailers = {}, body = Buffer.alloc(0);
request.on('response', (received) => (head = received)).on('trailers', (received) => (trailers = received));
request.on('data', (bytes) => (body = Buffer.concat([body, bytes])));
request.on('end', () => {
  const text = body.toString().replace(/^[^{]*/, '');
  console.log(JSON.stringify([head[':status'], trailers['grpc-status'] ?? head['grpc-status'], text]));
  session.close();
});
request.end(Buffer.concat([Buffer.from([0, 0, 0, 0, message.length]), message]));`;

describe.for(PROXIES)('HTTP with $title', { timeout: 90_000 }, ({ kind, missing }) => {
  const name = `extensions-${kind}`;
  const folder = mkdtempSync(join(tmpdir(), 'hopctl-test-'));
  let lab: LabState;
  beforeAll(async () => {
    if (missing) return;
    await labDown(name);
    writeFileSync(join(folder, 'dump.json'), JSON.stringify(httpDump()));
    lab = await labUp(parseLabFile(labOf(name), join(folder, 'lab.yaml')), { proxy: kind });
  }, 90_000);
  afterAll(async () => {
    if (!missing) await labDown(name);
    rmSync(folder, { recursive: true });
  });

  const call = async (...headers: readonly string[]): Promise<readonly [number, string, string]> =>
    JSON.parse(await inPod(podOf(lab, 'client.default'), CALL, ['http://10.20.4.11:50051', ...headers])) as [
      number,
      string,
      string,
    ];

  test.skipIf(missing)('a gRPC call goes through two sidecars and has its status', async () => {
    const [status, grpcStatus, text] = await call();
    expect([status, grpcStatus]).toEqual([200, '0']);
    const seen = JSON.parse(text) as EchoRecord;
    expect(seen).toMatchObject({ app: { kind: 'grpc' }, protocol: 'gRPC', path: '/lab.Echo/Say' });
    expect(Buffer.from(seen.body, 'latin1').toString('hex')).toBe('00000000070a0568656c6c6f');
    expect(seen.headers).toEqual(expect.arrayContaining([['te', 'trailers']]));
  });

  test.skipIf(missing)('an app asked for a bad answer gives it as gRPC does', async () =>
    expect((await call('x-lab-status=503')).slice(0, 2)).toEqual([200, '14']),
  );

  test.skipIf(missing)('a filter whose configuration is discovered is there', async () =>
    // The fault of the dump's EcdsConfigDump: status 418 for who sends x-fault, which gRPC is told as unknown (2).
    expect((await call('x-fault=1')).slice(0, 2)).toEqual([200, '2']),
  );
});

function labOf(name: string): string {
  return `
name: ${name}
pods:
  - { name: client, ips: [10.20.4.10], sidecar: { config: { file: dump.json } } }
  - { name: server, ips: [10.20.4.11], apps: [{ kind: grpc, port: 50051 }], sidecar: { config: { file: dump.json } } }
`;
}
