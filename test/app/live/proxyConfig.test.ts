import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { inProcess } from '../../commands/inProcess.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { snapshotCluster, type SnapshotCluster } from './snapshotCluster.js';

const SHOP = fileURLToPath(new URL('../../../fixtures/shop', import.meta.url));
const CART = 'cart-7f8b6c9d5d-vb5nx';

const controller = (apiVersion: string, kind: string, name: string): JsonObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'web' },
  spec: { selector: { matchLabels: { app: name } } },
});

let shop: SnapshotCluster;
beforeAll(async () => {
  shop = await snapshotCluster(SHOP, [
    controller('apps/v1', 'Deployment', 'cart'),
    controller('apps/v1', 'Deployment', 'nobody'),
    controller('apps/v1', 'StatefulSet', 'cart'),
    controller('batch/v1', 'Job', 'cart'),
  ]);
});
afterAll(() => shop.close());
beforeEach(() => {
  shop.asked.length = 0;
  shop.cluster.faults.clear();
  shop.answer = () => false;
});

const live = (...args: readonly string[]) => inProcess(['pc', ...args, '-c', shop.cluster.kubeconfigPath]);
const offline = (...args: readonly string[]) => inProcess(['pc', ...args, '--snapshot', SHOP]);

describe('a table is the same as on the snapshot', () => {
  test.each([
    ['listener'],
    ['route'],
    ['cluster'],
    ['endpoint'],
    ['eds'],
    ['bootstrap', '-o', 'short'],
    ['secret'],
    ['all'],
    ['cluster', '-o', 'wide'],
    ['listener', '-o', 'json'],
    ['route', '-o', 'name'],
  ])('%s %s %s', async (...words) => {
    const target = `${CART}.web`;
    const [now, then] = [await live(...words, target), await offline(...words, target)];
    expect(now.stdout).toBe(then.stdout);
    expect(now.exitCode).toBe(then.exitCode);
  });
});

test('pc cluster of a pod costs one port-forward, one masked request, and no other call', async () => {
  const before = shop.cluster.requests.length;
  await live('cluster', `${CART}.web`);
  expect(shop.cluster.requests.slice(before).map(({ verb, resource }) => `${verb} ${resource}`)).toEqual([
    'get pods/portforward',
  ]);
  expect(shop.asked).toEqual([
    `web/${CART} GET /config_dump?mask=dynamic_active_clusters,dynamic_warming_clusters,static_clusters`,
  ]);
});

describe('which pods', () => {
  test.each([
    ['deploy/cart.web'],
    ['deployments.apps/cart.web'],
    ['svc/cart.web'],
    ['sts/cart.web'],
    ['job/cart.web'],
    ['pod/cart-7f8b6c9d5d-vb5nx.web'],
  ])('%s', async (target) => {
    const run = await live('route', target, '-o', 'name');
    expect(run).toMatchObject({ exitCode: 0 });
    expect(shop.asked).toHaveLength(1);
    expect(shop.asked[0]).toContain(`web/${CART} `);
  });

  test('several targets: a section each', async () => {
    const run = await live('route', `${CART}.web`, 'svc/catalog.web');
    expect(run.exitCode).toBe(0);
    expect(shop.asked).toHaveLength(2);
    expect(run.stderr).toContain('the first of 2 pods');
  });

  test('-l and -A', async () => {
    await live('bootstrap', '-l', 'app=catalog', '-n', 'web');
    expect(shop.asked.every((line) => line.startsWith('web/catalog-'))).toBe(true);
    shop.asked.length = 0;
    const all = await live('bootstrap', '-A', '-o', 'short');
    expect(new Set(shop.asked.map((line) => line.split('/')[0])).size).toBeGreaterThan(2);
    // Pods of which nothing was captured have nothing that listens here: the others are shown all the same.
    expect(all.exitCode).toBe(5);
    expect(all.stderr).toMatch(/^error: port 15000 of pod \S+ cannot be reached/m);
    expect(all.stdout.match(/Istio Version/g)?.length).toBeGreaterThan(5);
  });

  test.each([
    ['deploy/nobody.web', /^error: no pods match "deploy\/nobody.web" \(by the selector of Deployment web\/nobody\)/],
    ['deploy/none.web', /^error: there is no deployments.apps web\/none/],
    ['svc/none.web', /^error: there is no services web\/none/],
    ['none.web', /^error: there is no pods web\/none/],
    ['deplo/x', /there is no type "deplo"/],
  ])('%s is not there: exit 2', async (target, sentence) => {
    const run = await live('route', target);
    expect(run.stderr).toMatch(sentence);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
  });
});

/** Each is one clear error, exit 5, and the others' tables are printed all the same. */
describe('a proxy that does not answer as it should', () => {
  test.each<readonly [string, (response: ServerResponse) => void, RegExp]>([
    ['is no HTTP', (response) => response.socket?.end('garbage\r\n\r\n'), /does not answer as HTTP/],
    [
      'breaks off',
      (response) => (response.write('{"configs":'), setTimeout(() => response.destroy(), 50)),
      /breaks off in the middle/,
    ],
    ['is an error', (response) => response.writeHead(503).end('warming'), /answers 503 to config_dump.*: warming/],
    ['is no JSON', (response) => response.end('<html>'), /<html>|JSON/],
    [
      'is too large',
      (response) => response.setHeader('Content-Length', 2 ** 31).write('{'),
      /answers with 2048 MiB, and --max-dump is 450 MiB/,
    ],
  ])('%s', async (_, answer, sentence) => {
    shop.answer = (pod, _request, response) => {
      if (pod !== `web/${CART}`) return false;
      answer(response);
      return true;
    };
    const one = await live('route', `${CART}.web`);
    expect(one).toMatchObject({ exitCode: 5, stdout: '' });
    expect(one.stderr).toMatch(sentence);
    const both = await live('route', `${CART}.web`, 'svc/catalog.web');
    expect(both.exitCode).toBe(5);
    expect(both.stdout).toContain('catalog');
    expect(both.stderr).toMatch(sentence);
  });

  test('more than --max-dump, whose size nothing announces', async () => {
    shop.answer = (_pod, _request, response) => {
      const piece = Buffer.alloc(2 ** 16, ' ');
      const write = (): void => {
        while (!response.destroyed && response.write(piece));
      };
      response.on('drain', write);
      write();
      return true;
    };
    const run = await live('route', `${CART}.web`, '--max-dump', '8');
    expect(run.exitCode).toBe(5);
    expect(run.stderr).toMatch(/answers with more than 8 MiB, and --max-dump is 8 MiB/);
  });

  test('nothing listens on the port', async () => {
    const run = await live('route', `${CART}.web`, '--proxy-admin-port', '15999');
    expect(run.exitCode).toBe(5);
    expect(run.stderr).toMatch(/port 15999 of pod web\/cart-\S+ cannot be reached: .*connection refused/);
  });
});

describe('what the API server does not allow', () => {
  const as = async (rules: readonly JsonObject[], ...args: readonly string[]) => {
    const name = `user-${shop.cluster.requests.length}`;
    shop.cluster.state.put({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name, namespace: 'web' },
      rules,
    });
    shop.cluster.state.put({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name, namespace: 'web' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [{ kind: 'User', name, apiGroup: 'rbac.authorization.k8s.io' }],
    });
    return inProcess(['pc', ...args, '-c', await shop.cluster.userWithToken({ name })]);
  };
  const core = (resources: readonly string[], verbs: readonly string[]): JsonObject => ({
    apiGroups: [''],
    resources,
    verbs,
  });

  test('the Role that is printed is the one that works', async () => {
    const denied = await as([], 'route', 'svc/cart.web');
    expect(denied.exitCode).toBe(5);
    expect(denied.stderr).toMatch(/it is not allowed to (?:get services web\/cart|list endpointslices)/);
    const lines = denied.stderr.split('\n');
    const role = parse(lines.slice(lines.findIndex((line) => line.includes('apiVersion:'))).join('\n')) as JsonObject;
    expect(role).toMatchObject({ kind: 'Role', metadata: { namespace: 'web' } });
    const rules = role.rules as readonly JsonObject[];
    expect(rules).toContainEqual(core(['pods/portforward'], ['get', 'create']));
  });

  test('with pods and pods/portforward a table is printed', async () => {
    const run = await as(
      [core(['pods'], ['get', 'list']), core(['pods/portforward'], ['get', 'create'])],
      'route',
      `${CART}.web`,
    );
    expect(run).toMatchObject({ exitCode: 0 });
  });

  test('without port-forward: by exec, and it says so', async () => {
    shop.cluster.pods.back(`web/${CART}`, {
      exec: ({ argv, stdout }) => {
        stdout?.end(readFileSync(`${SHOP}/pods/web/${CART}/config_dump.json`));
        return Promise.resolve(argv.join(' ') === 'pilot-agent request GET config_dump?mask=bootstrap' ? 0 : 1);
      },
    });
    const rules = [core(['pods'], ['get']), core(['pods/exec'], ['get', 'create'])];
    const run = await as(rules, 'bootstrap', `${CART}.web`, '-o', 'short');
    expect(run).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Istio Version') as string });
    expect(run.stderr).toMatch(/pods\/portforward.*: trying exec of pilot-agent in the proxy container instead/);
  });

  test('by no way: each with its reason, and the Role', async () => {
    const run = await as([core(['pods'], ['get'])], 'bootstrap', `${CART}.web`);
    expect(run.exitCode).toBe(5);
    expect(run.stderr).toMatch(/cannot be asked: .*pods\/portforward.*; .*pods\/exec.*; .*pods\/proxy/);
    expect(run.stderr).toContain('resources: [pods/portforward], verbs: [get, create]');
  });

  test('credentials that are no good', async () => {
    shop.cluster.faults.add({ fault: { kind: 'status', code: 401 } });
    const run = await live('route', `${CART}.web`);
    expect(run.exitCode).toBe(5);
    expect(run.stderr).toMatch(/does not accept the credentials[^]*Log in again/);
  });
});

test('no secret in what is printed with -v', async () => {
  const token = /"token": "([^"]+)"/.exec(readFileSync(shop.cluster.kubeconfigPath, 'utf8'))?.[1] ?? 'none';
  shop.cluster.faults.add({ fault: { kind: 'status', code: 500 } });
  const run = await live('cluster', 'svc/cart.web', '-v');
  expect(run.exitCode).toBe(5);
  expect(token.length).toBeGreaterThan(10);
  expect(run.stdout + run.stderr).not.toContain(token);
});
