import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Manifest } from '../../../src/facts/snapshot/Manifest.js';
import { PartialFolder } from '../../../src/sources/snapshot/PartialFolder.js';
import { inProcess } from '../../commands/inProcess.js';
import { snapshotCluster, type SnapshotCluster } from '../live/snapshotCluster.js';

const SHOP = fileURLToPath(new URL('../../../fixtures/shop', import.meta.url));
const FRONTEND = 'frontend-7d9c6b5f4-2xkqp.web';
const CATALOG = 'catalog-v1-6b9f8d7c55-h7wzt.web';

let shop: SnapshotCluster;
let folder = '';
beforeAll(async () => {
  shop = await snapshotCluster(SHOP);
});
afterAll(() => shop.close());
beforeEach(() => {
  shop.asked.length = 0;
  shop.cluster.faults.clear();
  shop.answer = () => false;
  folder = mkdtempSync(join(tmpdir(), 'hopctl-capture-'));
  return () => rmSync(folder, { recursive: true });
});

const capture = (...args: readonly string[]) =>
  inProcess(['snapshot', 'capture', ...args, '--no-rules', '-c', shop.cluster.kubeconfigPath]);
const manifestOf = (output: string): Manifest =>
  JSON.parse(readFileSync(join(output, 'snapshot.json'), 'utf8')) as Manifest;
const podsIn = (output: string): readonly string[] =>
  readdirSync(join(output, 'pods')).flatMap((ns) =>
    readdirSync(join(output, 'pods', ns)).map((name) => `${ns}/${name}`),
  );

describe('what is captured', () => {
  test('a pod: its proxy, one request after the other, and the objects of the cluster', async () => {
    const output = join(folder, 'one');
    const run = await capture(FRONTEND, '--output', output);
    expect(run.stderr).not.toContain('error');
    expect(run.exitCode).toBe(0);
    expect(podsIn(output)).toEqual(['web/frontend-7d9c6b5f4-2xkqp']);
    expect(shop.asked.map((line) => line.replace(/^\S+ /, ''))).toEqual([
      'GET /config_dump?include_eds=true',
      'GET /clusters?format=json',
      'GET /server_info',
      'GET /listeners?format=json',
    ]);
    expect(readdirSync(join(output, 'objects'))).toContain('services.json');
  });

  test('all of a namespace with a proxy', async () => {
    const output = join(folder, 'web');
    await capture('-n', 'web', '--output', output);
    const pods = podsIn(output);
    expect(pods.length).toBeGreaterThan(2);
    expect(pods.every((name) => name.startsWith('web/'))).toBe(true);
  });

  test('by label', async () => {
    const output = join(folder, 'label');
    await capture('-n', 'web', '-l', 'app=catalog', '--output', output);
    expect(podsIn(output).every((name) => name.startsWith('web/catalog-'))).toBe(true);
  });

  test('an archive that only its owner may read, and nothing beside it', async () => {
    const output = join(folder, 'mesh.tgz');
    const run = await capture(FRONTEND, '--output', output);
    expect(run.exitCode).toBe(0);
    expect(readdirSync(folder)).toEqual(['mesh.tgz']);
  });
});

test('a trace of what was captured goes as on the snapshot that the cluster is made of', async () => {
  const output = join(folder, 'evidence.tgz');
  await capture('-n', 'web', '--output', output);
  const words = ['trace', FRONTEND, 'http://catalog:8080/items', '--likeliest', '--assume', '*=pass', '-o', 'minimal'];
  const there = await inProcess([...words, '--snapshot', output, '--assume', 'rules=pass']);
  const live = await inProcess([...words, '-c', shop.cluster.kubeconfigPath, '--assume', 'rules=pass']);
  expect(there.stdout).toBe(live.stdout);
});

describe('what goes wrong', () => {
  test('a proxy that does not answer: told, in the manifest, the others whole, exit 5', async () => {
    shop.answer = (pod, _request, response) => {
      if (!pod.startsWith('web/catalog')) return false;
      response.writeHead(503).end('warming');
      return true;
    };
    const output = join(folder, 'half');
    const run = await capture(FRONTEND, CATALOG, '--output', output);
    expect(run.exitCode).toBe(5);
    const { items } = manifestOf(output);
    const missing = items.filter(({ error }) => error !== undefined).map(({ path }) => path);
    expect(missing).toContain('pods/web/catalog-v1-6b9f8d7c55-h7wzt/config_dump.json');
    expect(podsIn(output)).toContain('web/frontend-7d9c6b5f4-2xkqp');
  });

  test('a kind of object that cannot be listed: told, in the manifest, exit 5', async () => {
    const output = join(folder, 'kinds');
    shop.cluster.faults.add({
      when: ({ path }) => path.includes('envoyfilters'),
      fault: { kind: 'status', code: 500 },
    });
    const run = await capture(FRONTEND, '--output', output);
    expect(run.exitCode).toBe(5);
    expect(run.stderr).toContain('objects/istio-envoyfilters.json is not captured');
    expect(
      manifestOf(output)
        .items.filter(({ error }) => error !== undefined)
        .map(({ path }) => path),
    ).toEqual(['objects/istio-envoyfilters.json']);
  });

  test('what an interrupted capture had is not asked for again', async () => {
    const output = join(folder, 'later');
    const partial = new PartialFolder(output);
    const item = {
      path: 'objects/services.json',
      kind: 'objects',
      of: 'cluster',
      source: 'before',
      at: '2026-01-01T00:00:00Z',
    };
    partial.add(item, Buffer.from('{"apiVersion":"v1","kind":"List","items":[]}'));
    partial.done(item.path);
    const before = shop.cluster.requests.length;
    const run = await capture(FRONTEND, '--output', output);
    expect(run.exitCode).toBe(0);
    expect(shop.cluster.requests.slice(before).filter(({ url }) => url.includes('/services'))).toEqual([]);
    expect(manifestOf(output).items.find(({ path }) => path === item.path)?.source).toBe('before');
    expect(readdirSync(folder)).toEqual(['later']);
  });

  test('an output that exists: exit 2, and nothing is sent', async () => {
    const before = shop.cluster.requests.length;
    const run = await capture(FRONTEND, '--output', folder);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(shop.cluster.requests).toHaveLength(before);
  });
});

test('no secret of the cluster is in it, and with --no-redact what the proxies said, byte for byte', async () => {
  await capture(FRONTEND, '--output', join(folder, 'clean'));
  await capture(FRONTEND, '--no-redact', '--output', join(folder, 'raw'));
  const dump = 'pods/web/frontend-7d9c6b5f4-2xkqp/config_dump.json';
  expect(readFileSync(join(folder, 'raw', dump))).toEqual(readFileSync(join(SHOP, dump)));
  const clean = readFileSync(join(folder, 'clean', dump), 'utf8');
  expect(clean).toContain('<redacted ');
  expect(manifestOf(join(folder, 'clean')).items.find(({ path }) => path === dump)?.redacted).toBeGreaterThan(0);
});
