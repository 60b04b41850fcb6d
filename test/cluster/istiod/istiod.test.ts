import { connect } from 'node:http2';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encode } from '../protobuf/encode.js';
import { bytesOf, fieldsOf } from '../protobuf/wire.js';
import { startCluster, type TestCluster } from '../startCluster.js';
import { startIstiod, type TestIstiod } from './startIstiod.js';

let cluster: TestCluster;
let istiod: TestIstiod;

beforeAll(async () => {
  cluster = await startCluster();
  istiod = await startIstiod(cluster, {
    proxies: [
      { id: 'web.default', configDump: { configs: [] }, edsz: [] },
      { id: 'api.shop', status: { CDS: 'STALE', LDS: 'SYNCED', RDS: 'NOT_SENT', ECDS: 'ERROR' } },
    ],
  });
});
afterAll(async () => {
  await istiod.close();
  await cluster.close();
});

function port(of: 15012 | 15014): number {
  const { ports } = istiod.backend;
  const target = typeof ports === 'object' ? ports[of] : undefined;
  if (target === undefined || !('port' in target)) throw new Error('no port');
  return target.port;
}

async function debug(path: string): Promise<readonly [status: number, body: string]> {
  const response = await fetch(`http://127.0.0.1:${port(15014)}${path}`);
  return [response.status, await response.text()];
}

test('is a pod that runs', () => {
  expect(cluster.state.list('pods', 'istio-system')).toMatchObject([{ metadata: { labels: { app: 'istiod' } } }]);
});

test('/debug/syncz says what was sent and what was taken', async () => {
  const [, body] = await debug('/debug/syncz?namespace=shop');
  expect(JSON.parse(body)).toMatchObject([
    {
      proxy: 'api.shop',
      cluster_sent: 'nonce-2',
      cluster_acked: 'nonce-1',
      listener_sent: 'nonce-2',
      listener_acked: 'nonce-2',
    },
  ]);
});

test.each([
  ['/debug/config_dump?proxyID=web.default', 200, /"configs"/],
  ['/debug/config_dump?proxyID=nobody', 404, /^Proxy not connected to this Pilot instance/],
  ['/debug/config_dump', 400, /^You must provide a proxyID/],
  ['/version', 200, /^1\.30\.0-/],
])('%s: %d', async (path, status, body) => {
  expect(await debug(path)).toEqual([status, expect.stringMatching(body)]);
});

test('istio.io/debug/syncz over xDS names the proxies', async () => {
  const client = connect(`https://127.0.0.1:${port(15012)}`, { rejectUnauthorized: false });
  const stream = client.request({
    ':method': 'POST',
    ':path': '/envoy.service.discovery.v3.AggregatedDiscoveryService/StreamAggregatedResources',
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  const request = encode([4, 'istio.io/debug/syncz'], [5, 'first']);
  const head = Buffer.alloc(5);
  head.writeUInt32BE(request.length, 1);
  stream.write(Buffer.concat([head, request]));
  const reply = await new Promise<Buffer>((resolve) => stream.once('data', resolve));
  client.destroy();
  const response = fieldsOf(reply.subarray(5));
  const configs = response.filter(([field]) => field === 2).map(([, any]) => inside(inside(bytesOf(any), 2), 1));
  expect(configs.map((node) => inside(node, 1).toString())).toEqual(['web.default', 'api.shop']);
});

function inside(message: Buffer, field: number): Buffer {
  return bytesOf(fieldsOf(message).find(([number]) => number === field)?.[1]);
}
