import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { inProcess } from '../../commands/inProcess.js';
import { snapshotCluster, type SnapshotCluster } from './snapshotCluster.js';

const SHOP = fileURLToPath(new URL('../../../fixtures/shop', import.meta.url));
const FRONTEND = 'frontend-7d9c6b5f4-2xkqp.web';

let shop: SnapshotCluster;
/** The snapshot without rules, which nothing behind this cluster can read. */
let ruleless = '';
beforeAll(async () => {
  shop = await snapshotCluster(SHOP);
  ruleless = mkdtempSync(join(tmpdir(), 'hopctl-ruleless-'));
  cpSync(SHOP, ruleless, { recursive: true });
  for (const file of readdirSync(ruleless, { recursive: true, encoding: 'utf8' }))
    if (/iptables|nft|sockets|addresses|routes|ip-rules|sysctls|snapshot\.json|dns\.txt/.test(file))
      rmSync(join(ruleless, file));
});
afterAll(async () => {
  await shop.close();
  rmSync(ruleless, { recursive: true, force: true });
});
beforeEach(() => {
  shop.asked.length = 0;
  shop.cluster.faults.clear();
  shop.answer = () => false;
});

const live = (...args: readonly string[]) => inProcess(['trace', ...args, '-c', shop.cluster.kubeconfigPath]);
const offline = (...args: readonly string[]) => inProcess(['trace', ...args, '--snapshot', ruleless]);

describe('a live trace is the same as on the snapshot', () => {
  test.each([
    [FRONTEND, 'http://catalog:8080/items'],
    [FRONTEND, 'http://cart.web:8080/'],
    [FRONTEND, 'https://api.partner.example/'],
    [FRONTEND, 'http://nowhere:80/'],
    ['external', 'http://shop.example.com/'],
  ])('%s %s', async (from, url) => {
    const words = [from, url, '--assume', 'rules=pass', '-o', 'json'];
    const [now, then] = [await live(...words), await offline(...words)];
    expect(now.stderr.split('\n').filter((line) => line.startsWith('error'))).toEqual([]);
    // What another request would have met is told only where all of it is known, and live nothing is fetched for it.
    const [a, b] = [now, then].map(({ stdout }) => JSON.parse(stdout) as JsonObject);
    expect({ ...a, otherwise: [] }).toEqual({ ...b, otherwise: [] });
    expect(now.exitCode).toBe(then.exitCode);
  });
});

test('a TARGET that is no pod is one of its pods', async () => {
  const run = await live('svc/frontend.web', 'http://catalog:8080/items', '-o', 'summary');
  expect(run.stdout).toContain('frontend-7d9c6b5f4-2xkqp');
  expect(run.exitCode).toBe(4);
});

describe('what it costs', () => {
  test('of each pod on the way one port-forward and two requests; of the API at most 8 calls besides what reads rules', async () => {
    const before = shop.cluster.requests.length;
    await live(FRONTEND, 'http://catalog:8080/items', '--likeliest', '--assume', 'rules=pass');
    const seen = shop.cluster.requests.slice(before);
    const forwards = seen.filter(({ resource }) => resource === 'pods/portforward');
    const pods = new Set(shop.asked.map((line) => line.split(' ')[0]));
    expect(pods.size).toBe(2);
    expect(forwards).toHaveLength(2);
    expect(shop.asked.map((line) => line.replace(/^\S+ /, '')).sort()).toEqual([
      'GET /clusters?format=json',
      'GET /clusters?format=json',
      'GET /config_dump?include_eds=true',
      'GET /config_dump?include_eds=true',
    ]);
    const reading = /hopctl-node|k8s-app%3Distio-cni-node/;
    const calls = seen.filter(({ upgrade, method, url }) => upgrade === '' && method === 'GET' && !reading.test(url));
    expect(calls.length).toBeLessThanOrEqual(8);
  });
});

describe('what cannot be had', () => {
  test('a proxy that does not answer: the part is unknown, by name, and the rest is traced', async () => {
    shop.answer = (pod, _request, response) => {
      if (!pod.startsWith('web/catalog')) return false;
      response.writeHead(503).end('warming');
      return true;
    };
    const words = [FRONTEND, 'http://catalog:8080/items', '--likeliest', '--assume', 'rules=pass'];
    const run = await live(...words, '-o', 'json');
    expect(run.exitCode).toBe(4);
    expect(run.stderr).toMatch(/^the proxy of web\/catalog-\S+ cannot be asked: .*answers 503/m);
    const trace = JSON.parse(run.stdout) as { readonly verdict: { readonly code: string } };
    expect(trace.verdict.code).toBe('INDETERMINATE');
    expect(run.stdout).toContain('frontend-7d9c6b5f4-2xkqp');
  });

  test('rules that nobody can read: unknown, by name', async () => {
    const run = await live(FRONTEND, 'http://catalog:8080/items', '--likeliest', '-o', 'json');
    expect(run.exitCode).toBe(4);
    expect(run.stderr).toMatch(/^the rules of web\/frontend-\S+ cannot be read: /m);
    expect(run.stdout).toContain('iptables rules of web/frontend-7d9c6b5f4-2xkqp (not recorded)');
  });

  test('an API server that fails in the middle: one error, exit 5', async () => {
    shop.cluster.faults.add({ when: ({ path }) => path.includes('services'), fault: { kind: 'status', code: 500 } });
    const run = await live(FRONTEND, 'http://catalog:8080/items');
    expect(run).toMatchObject({ exitCode: 5, stdout: '' });
    expect(run.stderr).toMatch(/^error: the API server answers 500 to list services/m);
  });

  test('who may see one namespace only is told so, and traces in it', async () => {
    const rules = [
      { apiGroups: [''], resources: ['pods', 'services'], verbs: ['get', 'list'] },
      { apiGroups: [''], resources: ['pods/portforward'], verbs: ['get', 'create'] },
      { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list'] },
    ];
    const name = 'web-only';
    const group = 'rbac.authorization.k8s.io';
    const metadata = { name, namespace: 'web' };
    shop.cluster.state.put({ apiVersion: `${group}/v1`, kind: 'Role', metadata, rules });
    shop.cluster.state.put({
      apiVersion: `${group}/v1`,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: group, kind: 'Role', name },
      subjects: [{ kind: 'User', name, apiGroup: group }],
    });
    const kubeconfig = await shop.cluster.userWithToken({ name });
    const words = [FRONTEND, 'http://catalog:8080/items', '--likeliest', '--assume', 'rules=pass'];
    const run = await inProcess(['trace', ...words, '-o', 'minimal', '-c', kubeconfig]);
    expect(run.stderr).toContain('Services of all namespaces may not be listed: only those of web are known');
    expect(run.stderr).toContain('the trust domain is taken to be cluster.local');
    expect(run.stdout).toContain('DELIVERED');
    const outside = await inProcess(['trace', FRONTEND, 'tcp://10.244.99.99:9999', '-o', 'minimal', '-c', kubeconfig]);
    expect(outside.exitCode).toBe(4);
    expect(outside.stdout).toMatch(
      /INDETERMINATE.*whose 10\.244\.99\.99 is, is not known: pods may be listed in web only/s,
    );
  });

  test.each([
    ['nobody.web', 'http://catalog/', /there is no pods web\/nobody/],
    ['node/nowhere', 'http://catalog/', /there is no node "nowhere"/],
  ])('%s: exit 2', async (from, url, sentence) => {
    const run = await live(from, url);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toMatch(sentence);
  });
});
