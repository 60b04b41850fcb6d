import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EchoRecord } from '../../../src/lab/model/EchoRecord.js';
import type { LabFile } from '../../../src/lab/model/LabFile.js';
import type { LabState } from '../../../src/lab/model/LabState.js';
import { parseLabFile } from '../../../src/lab/read/readLabFile.js';
import { labFromSnapshot } from '../../../src/lab/snapshot/labFromSnapshot.js';
import { labDown } from '../../../src/lab/up/labDown.js';
import { labUp } from '../../../src/lab/up/labUp.js';
import { ROOT } from '../../house/sourceFiles.js';
import { PROXIES } from '../proxies.js';
import { inPod, podOf } from './inPod.js';

/** A gateway whose port 443 has a certificate for each of two hosts, what it leads to, and somebody outside of the mesh. */
const PODS = /^(?:istio-ingressgateway|catalog-v|ledger|coredns)/;
const CLIENT = 'name: a\npods: [{ name: client, namespace: outside, ips: [10.244.9.9] }]';

/** A request in TLS, which trusts the lab's CA alone; prints the names of the certificate and the answer. */
const HTTPS = `
const [host, server, caFile] = process.argv.slice(1);
const ca = require('node:fs').readFileSync(caFile);
const options = { host: server, port: 8443, servername: host, headers: { host }, path: '/catalog', ca };
require('node:https').get(options, (response) => {
  let body = '';
  const names = response.socket.getPeerCertificate().subjectaltname;
  response.on('data', (bytes) => (body += bytes)).on('end', () => console.log(JSON.stringify([names, response.statusCode, body])));
}).on('error', (error) => console.log(JSON.stringify([error.code])));`;

describe.for(PROXIES)('a gateway with $title', { timeout: 90_000 }, ({ kind, missing }) => {
  const name = `gateway-${kind}`;
  let lab: LabState;
  beforeAll(async () => {
    if (missing) return;
    await labDown(name);
    lab = await labUp(gatewayLab(name), { proxy: kind });
  }, 90_000);
  afterAll(async () => {
    if (!missing) await labDown(name);
  });

  const ask = async (host: string): Promise<readonly [names: string, status?: number, body?: string]> => {
    const gateway = lab.pods.find((pod) => pod.name.startsWith('istio-ingressgateway'))?.ips[0] ?? '';
    const text = await inPod(podOf(lab, 'client.outside'), HTTPS, [host, gateway, lab.ca.certificate]);
    return JSON.parse(text) as [string, number?, string?];
  };

  test.skipIf(missing)('leads a host by its own certificate to a workload', async () => {
    const [names, status, body = '{}'] = await ask('secure.shop.example.com');
    expect([names, status]).toEqual(['DNS:secure.shop.example.com', 200]);
    expect((JSON.parse(body) as EchoRecord).pod).toMatch(/^catalog-v/);
  });

  test.skipIf(missing)('has another certificate for another host', async () => {
    const [names] = await ask('admin.shop.example.com');
    expect(names).toBe('DNS:admin.shop.example.com');
  });

  test.skipIf(missing)('has none for a host that it does not serve', async () =>
    expect(await ask('other.example.com')).toEqual(['ECONNRESET']),
  );
});

function gatewayLab(name: string): LabFile {
  const file = labFromSnapshot(join(ROOT, 'fixtures', 'shop'), name);
  const client = parseLabFile(CLIENT, 'client.yaml').pods;
  return { ...file, pods: [...file.pods.filter((pod) => PODS.test(pod.name)), ...client] };
}
