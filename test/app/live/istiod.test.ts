import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { podObject } from '../../cluster/examplePods.js';
import { startIstiod, type TestIstiod } from '../../cluster/istiod/startIstiod.js';
import { startCluster } from '../../cluster/startCluster.js';
import { inProcess } from '../../commands/inProcess.js';
import { snapshotCluster, type SnapshotCluster } from './snapshotCluster.js';

const SHOP = fileURLToPath(new URL('../../../fixtures/shop', import.meta.url));
const CART = 'cart-7f8b6c9d5d-vb5nx';
const FRONTEND = 'frontend-7d9c6b5f4-2xkqp';

const dumpOf = (pod: string): JsonObject =>
  JSON.parse(readFileSync(`${SHOP}/pods/web/${pod}/config_dump.json`, 'utf8')) as JsonObject;

let shop: SnapshotCluster;
const istiods: TestIstiod[] = [];
beforeAll(async () => {
  shop = await snapshotCluster(SHOP);
  const other = JSON.parse(JSON.stringify(dumpOf(FRONTEND)).replaceAll('"10s"', '"11s"')) as JsonObject;
  istiods.push(
    await startIstiod(shop.cluster, {
      namespace: 'istio-test',
      name: 'istiod-a',
      proxies: [{ id: `${CART}.web`, configDump: dumpOf(CART) }],
    }),
    await startIstiod(shop.cluster, {
      namespace: 'istio-test',
      name: 'istiod-b',
      proxies: [
        {
          id: `${FRONTEND}.web`,
          configDump: other,
          status: { CDS: 'STALE', LDS: 'SYNCED', NDS: 'NOT_SENT' },
        },
      ],
    }),
  );
});
afterAll(async () => {
  for (const istiod of istiods) await istiod.close();
  await shop.close();
});

const ps = (...args: readonly string[]) =>
  inProcess(['ps', ...args, '-i', 'istio-test', '-c', shop.cluster.kubeconfigPath]);
const log = (...args: readonly string[]) => inProcess(['pc', 'log', ...args, '-c', shop.cluster.kubeconfigPath]);

describe('proxy-status', () => {
  test('all istiods are asked and merged', async () => {
    const run = await ps();
    expect(run.exitCode).toBe(0);
    expect(run.stdout.replace(/ {2,}/g, '  ').split('\n')).toEqual([
      'NAME  CLUSTER  ISTIOD  VERSION  SUBSCRIBED TYPES',
      `${CART}.web  Kubernetes  istiod-a  1.30.0  4 (CDS,LDS,EDS,RDS)`,
      `${FRONTEND}.web  Kubernetes  istiod-b  1.30.0  3 (CDS,LDS,NDS)`,
      '',
    ]);
  });

  test('-o wide: how far each type is', async () => {
    const { stdout } = await ps('-o', 'wide');
    const line = stdout.split('\n').find((one) => one.startsWith(FRONTEND)) ?? '';
    expect(line.replace(/ {2,}/g, '  ')).toMatch(
      /Kubernetes {2}STALE \(\w+\) {2}IGNORED {2}IGNORED {2}SYNCED \(\w+\) {2}IGNORED {2}NOT SENT {2}istiod-b/,
    );
  });

  test('a proxy that has what istiod would send', async () => {
    expect(await ps(`${CART}.web`)).toMatchObject({
      exitCode: 0,
      stdout: 'Clusters Match\nListeners Match\nRoutes Match\n',
    });
  });

  test('one that has not: resource by resource, exit 3', async () => {
    const run = await ps(`${FRONTEND}.web`);
    expect(run.exitCode).toBe(3);
    expect(run.stdout).toMatch(/^\w+ Don't Match\n {2}\S.*: \/\S+: istiod "11s", Envoy "10s"$/m);
  });

  test('a proxy that no istiod knows', async () => {
    const run = await ps('edge-tproxy-59c8d7b6f-x6jpd.web');
    expect(run.exitCode).toBe(5);
    expect(run.stderr).toContain('no istiod is connected to edge-tproxy-59c8d7b6f-x6jpd.web');
  });

  test.each(['unauthorized', 'forbidden'] as const)('debug access is off (%s): exit 5', async (debugAccess) => {
    const cluster = await startCluster();
    const istiod = await startIstiod(cluster, { debugAccess });
    const run = await inProcess(['ps', '-c', cluster.kubeconfigPath]);
    await istiod.close();
    await cluster.close();
    expect(run.exitCode).toBe(5);
    expect(run.stderr).toMatch(/^error: debug access is off: /);
  });

  test('an istiod that cannot be asked: the others are shown, exit 5', async () => {
    const name = 'istiod-c';
    const labels = { istio: 'pilot' };
    shop.cluster.state.put(podObject({ name, namespace: 'istio-test', labels, containers: ['discovery'] }));
    const run = await ps();
    shop.cluster.state.remove('pods', 'istio-test', name);
    expect(run.exitCode).toBe(5);
    expect(run.stdout).toContain('istiod-a');
    expect(run.stderr).toMatch(/^error: port 15014 of pod istio-test\/istiod-c cannot be reached/m);
  });

  test('no istiod', async () => {
    const run = await inProcess(['ps', '-i', 'elsewhere', '-c', shop.cluster.kubeconfigPath]);
    expect(run).toMatchObject({ exitCode: 5, stdout: '' });
    expect(run.stderr).toContain('no istiod runs in namespace elsewhere');
  });
});

describe('proxy-config log', () => {
  const levels = new Map([
    ['admin', 'warning'],
    ['http', 'warning'],
    ['rbac', 'warning'],
  ]);
  beforeAll(() => {
    shop.answer = (_pod, request, response) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      if (request.method !== 'POST' || url.pathname !== '/logging') return false;
      for (const [name, level] of url.searchParams)
        for (const logger of name === 'level' ? [...levels.keys()] : [name]) levels.set(logger, level);
      response.end(`active loggers:\n${[...levels].map(([name, level]) => `  ${name}: ${level}\n`).join('')}`);
      return true;
    };
  });

  test('reads', async () => {
    const run = await log(`${CART}.web`);
    expect(run).toMatchObject({
      exitCode: 0,
      stdout: `${CART}.web:\nactive loggers:\n  admin: warning\n  http: warning\n  rbac: warning\n`,
    });
  });

  test('sets: a bare level takes back what stands before it', async () => {
    const run = await log(`${CART}.web`, '--level', 'rbac:trace,info,http:debug');
    expect(run.stdout).toContain('  admin: info\n  http: debug\n  rbac: info\n');
  });

  test('resets', async () => {
    expect((await log(`${CART}.web`, '-r')).stdout).toContain('  admin: warning\n  http: warning\n  rbac: warning\n');
  });

  test('every pod of a selector', async () => {
    const run = await log('-l', 'app=catalog', '-n', 'web');
    expect(run.stdout.match(/^catalog-\S+\.web:$/gm)).toHaveLength(2);
  });

  test.each([
    [[`${CART}.web`, '--level', 'loud'], 'unrecognized logging level: loud'],
    [[`${CART}.web`, '--level', 'httpx:debug'], 'unrecognized logger name: httpx'],
    [[`${CART}.web`, '--level', 'info', '-r'], '--level cannot be combined with --reset'],
    [[], 'log requires pod name or --selector'],
  ])('%j: exit 2', async (args, sentence) => {
    const run = await log(...args);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain(sentence);
  });
});
