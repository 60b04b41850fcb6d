import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { KubeApiError } from '../../../src/sources/kube/KubeApiError.js';
import { UserError } from '../../../src/text/UserError.js';
import { podObject } from '../../cluster/examplePods.js';
import { startCluster, type TestCluster } from '../../cluster/startCluster.js';
import { clusterOf } from './clusterOf.js';

const PODS = { group: '', version: 'v1', resource: 'pods', namespace: 'web' };
const many = Array.from({ length: 1203 }, (_, i) => podObject({ name: `cart-${i}`, namespace: 'web' }));

let server: TestCluster;
beforeAll(async () => {
  server = await startCluster({ objects: many });
});
afterAll(() => server.close());
beforeEach(() => server.faults.clear());

const failureOf = async (work: Promise<unknown>): Promise<Error> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('it did not fail');
};

describe('what is asked', () => {
  test('an object', async () => {
    const cluster = await clusterOf(server.kubeconfigPath);
    expect(await cluster.get({ ...PODS, name: 'cart-7' })).toMatchObject({ kind: 'Pod', metadata: { name: 'cart-7' } });
    expect(cluster.calls()).toEqual({ api: 1, streams: 0 });
  });

  test('a list comes page by page, each object with its kind', async () => {
    const cluster = await clusterOf(server.kubeconfigPath);
    const pods = await cluster.list(PODS);
    expect(pods).toHaveLength(1203);
    expect(pods[0]).toMatchObject({ kind: 'Pod', apiVersion: 'v1' });
    expect(cluster.calls()).toEqual({ api: 3, streams: 0 });
  });

  test('a page that has expired: the list begins anew', async () => {
    server.faults.add({ when: ({ query }) => query.has('continue'), times: 1, fault: { kind: 'status', code: 410 } });
    const cluster = await clusterOf(server.kubeconfigPath);
    expect(await cluster.list(PODS)).toHaveLength(1203);
  });

  test('an object is made, changed and removed; removing it again is no error', async () => {
    const cluster = await clusterOf(server.kubeconfigPath);
    const made = await cluster.create(PODS, podObject({ name: 'helper', namespace: 'web' }));
    expect(made).toMatchObject({ metadata: { name: 'helper' } });
    const path = { ...PODS, name: 'helper' };
    const patched = await cluster.patch(path, 'merge', { metadata: { labels: { a: 'b' } } });
    expect(patched).toMatchObject({ metadata: { labels: { a: 'b' } } });
    await cluster.delete(path, { gracePeriodSeconds: 0 });
    await cluster.delete(path, { gracePeriodSeconds: 0 });
    expect(await failureOf(cluster.get(path))).toMatchObject({ status: 404, reason: 'NotFound' });
  });
});

describe('what a server answers instead', () => {
  test.each([
    [401, 'Unauthorized'],
    [403, 'Forbidden'],
    [404, 'NotFound'],
    [409, 'Conflict'],
    [429, 'TooManyRequests'],
    [500, 'InternalError'],
    [503, 'ServiceUnavailable'],
  ])('%i is an error that says verb, resource, namespace', async (code, reason) => {
    server.faults.add({ fault: { kind: 'status', code, reason } });
    const cluster = await clusterOf(server.kubeconfigPath);
    const failure = await failureOf(cluster.list(PODS));
    expect(failure).toBeInstanceOf(KubeApiError);
    expect(failure).toMatchObject({ status: code, reason, verb: 'list', path: PODS });
    expect(failure.message).toMatch(/^list pods in namespace web: /);
  });

  test('429 with Retry-After: once more after that time', async () => {
    server.faults.add({ times: 1, fault: { kind: 'status', code: 429, retryAfter: 1 } });
    const cluster = await clusterOf(server.kubeconfigPath);
    const before = Date.now();
    await cluster.get({ ...PODS, name: 'cart-1' });
    expect(Date.now() - before).toBeGreaterThan(900);
    expect(cluster.calls().api).toBe(2);
  });

  test('429 for ever: four times, and then it is the error', async () => {
    server.faults.add({ fault: { kind: 'status', code: 429, retryAfter: 0 } });
    const cluster = await clusterOf(server.kubeconfigPath);
    expect(await failureOf(cluster.get({ ...PODS, name: 'cart-1' }))).toMatchObject({ status: 429 });
    expect(cluster.calls().api).toBe(4);
  });

  test('429 with an hour: not waited for', async () => {
    server.faults.add({ fault: { kind: 'status', code: 429, retryAfter: 3600 } });
    const cluster = await clusterOf(server.kubeconfigPath);
    expect(await failureOf(cluster.get({ ...PODS, name: 'cart-1' }))).toMatchObject({ status: 429 });
  });

  test.each([
    ['closes the connection', { kind: 'close' } as const, /breaks off: the connection was closed/],
    ['breaks off in the middle', { kind: 'cut' } as const, /breaks off/],
    ['answers with what is no JSON', { kind: 'garbage' } as const, /is no JSON object/],
    ['never answers', { kind: 'hang' } as const, /within 1 s/],
  ])('%s: one sentence, exit 5', async (_, fault, sentence) => {
    server.faults.add({ fault });
    const cluster = await clusterOf(server.kubeconfigPath, { requestTimeout: '1s' });
    const failure = await failureOf(cluster.list(PODS));
    expect(failure).toBeInstanceOf(UserError);
    expect(failure).toMatchObject({ exitCode: 5 });
    expect(failure.message).toMatch(sentence);
  });

  test('a connection that is closed once: a GET is sent again', async () => {
    server.faults.add({ times: 1, fault: { kind: 'close' } });
    const cluster = await clusterOf(server.kubeconfigPath);
    expect(await cluster.get({ ...PODS, name: 'cart-1' })).toMatchObject({ kind: 'Pod' });
  });

  test('a signal ends a call at once, with its reason', async () => {
    server.faults.add({ fault: { kind: 'hang' } });
    const cluster = await clusterOf(server.kubeconfigPath);
    const interrupt = new AbortController();
    const failure = failureOf(cluster.list(PODS, { signal: interrupt.signal }));
    const reason = new Error('interrupted');
    setTimeout(() => interrupt.abort(reason), 50);
    expect(await failure).toBe(reason);
  });
});

describe('a server that cannot be reached', () => {
  test('nothing listens', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => closed.once('listening', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const path = await server.userWithToken({ name: 'ann' });
    writeFileSync(`${path}-2`, readFileSync(path, 'utf8').replace(server.url, `https://127.0.0.1:${port}`));
    const failure = await failureOf((await clusterOf(`${path}-2`)).list(PODS));
    expect(failure).toMatchObject({ exitCode: 5, message: 'the API server cannot be reached: connection refused' });
  });

  test('another authority', async () => {
    const other = await startCluster();
    onTestFinished(() => other.close());
    const path = `${other.dir}/other`;
    writeFileSync(path, readFileSync(server.kubeconfigPath, 'utf8').replace(server.url, other.url));
    const failure = await failureOf((await clusterOf(path)).list(PODS));
    expect(failure.message).toBe(
      'the API server cannot be reached: its certificate is not signed by a trusted authority',
    );
  });
});
