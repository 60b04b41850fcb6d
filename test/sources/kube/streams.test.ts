import { request } from 'node:http';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Duplex } from 'node:stream';
import { KubeApiError } from '../../../src/sources/kube/KubeApiError.js';
import { podObject } from '../../cluster/examplePods.js';
import { startCluster, type TestCluster } from '../../cluster/startCluster.js';
import { clusterOf } from './clusterOf.js';

let server: TestCluster;
/** Sends for ever, as fast as it is taken; counts. */
let sent = 0;
const flood = createServer((socket) => {
  const piece = Buffer.alloc(2 ** 16, 'x');
  const write = (): void => {
    while (!socket.destroyed && socket.write(piece)) sent += piece.length;
  };
  socket.on('drain', write).on('error', () => undefined);
  write();
});
const echo = createServer((socket) => socket.on('error', () => undefined).pipe(socket));

beforeAll(async () => {
  const listen = (one: typeof echo): Promise<number> =>
    new Promise((resolve) => {
      one.listen(0, '127.0.0.1', () => {
        const address = one.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  const [echoPort, floodPort] = [await listen(echo), await listen(flood)];
  server = await startCluster({
    objects: [podObject({ name: 'cart-1', namespace: 'web' })],
    backends: {
      'web/cart-1': {
        ports: { 7: { host: '127.0.0.1', port: echoPort }, 19: { host: '127.0.0.1', port: floodPort } },
        place: { prefix: [] },
      },
    },
  });
});
afterAll(async () => {
  await server.close();
  echo.close();
  flood.close();
});

const firstOf = (stream: Duplex): Promise<string> =>
  new Promise((resolve, reject) =>
    stream.once('data', (data: Buffer) => resolve(data.toString())).once('error', reject),
  );

describe('port-forward', () => {
  test('bytes go both ways, several times over one connection', async () => {
    const cluster = await clusterOf(server.kubeconfigPath);
    const stream = await cluster.portForward('web', 'cart-1', 7).connect();
    for (const word of ['one', 'two', 'three']) {
      stream.write(word);
      expect(await firstOf(stream)).toBe(word);
    }
    stream.destroy();
    expect(cluster.calls()).toEqual({ api: 0, streams: 1 });
  });

  test('what is not read is not taken from the network', async () => {
    const cluster = await clusterOf(server.kubeconfigPath);
    const stream = await cluster.portForward('web', 'cart-1', 19).connect();
    await firstOf(stream);
    stream.pause();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const before = sent;
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(sent).toBe(before);
    stream.destroy();
  });

  test('a port on which nothing listens: what the node says', async () => {
    const cluster = await clusterOf(server.kubeconfigPath);
    const stream = await cluster.portForward('web', 'cart-1', 9).connect();
    await expect(firstOf(stream)).rejects.toMatchObject({
      exitCode: 5,
      message: expect.stringMatching(/^port 9 of pod web\/cart-1 cannot be reached: .*connection refused/) as string,
    });
  });

  test('who may not is told so', async () => {
    const cluster = await clusterOf(await server.userWithToken({ name: 'ann' }));
    const failure = await cluster
      .portForward('web', 'cart-1', 7)
      .connect()
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(KubeApiError);
    expect(failure).toMatchObject({ status: 403, reason: 'Forbidden', path: { subresource: 'portforward' } });
  });

  test('a pod that is not there', async () => {
    const cluster = await clusterOf(server.kubeconfigPath);
    const failure = await cluster
      .portForward('web', 'cart-9', 7)
      .connect()
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ status: 404, reason: 'NotFound' });
  });

  test('a signal ends it at once', async () => {
    const remove = server.faults.add({ fault: { kind: 'hang' } });
    const cluster = await clusterOf(server.kubeconfigPath);
    const reason = new Error('interrupted');
    const signal = AbortSignal.abort(reason);
    await expect(cluster.portForward('web', 'cart-1', 7).connect({ signal })).rejects.toBe(reason);
    const later = new AbortController();
    setTimeout(() => later.abort(reason), 100);
    await expect(cluster.portForward('web', 'cart-1', 7).connect({ signal: later.signal })).rejects.toBe(reason);
    remove();
  });

  test('a server that never answers the upgrade: within the request timeout', async () => {
    const remove = server.faults.add({ fault: { kind: 'hang' } });
    const cluster = await clusterOf(server.kubeconfigPath, { requestTimeout: '300ms' });
    await expect(cluster.portForward('web', 'cart-1', 7).connect()).rejects.toMatchObject({ exitCode: 5 });
    remove();
  });

  test('HTTP goes over it', async () => {
    const cluster = await clusterOf(server.kubeconfigPath);
    const stream = await cluster.portForward('web', 'cart-1', 7).connect();
    const ask = request({ createConnection: () => stream, path: '/' });
    const failure = new Promise((resolve) => ask.once('error', resolve));
    ask.end();
    expect(await failure).toMatchObject({ code: 'HPE_INVALID_CONSTANT' });
  });
});

describe('exec', () => {
  test('output and exit code', async () => {
    const cluster = await clusterOf(server.kubeconfigPath);
    const run = await cluster.exec('web', 'cart-1', 'app', ['sh', '-c', 'echo out; echo err >&2; exit 3']);
    expect({ ...run, stdout: run.stdout.toString(), stderr: run.stderr.toString() }).toEqual({
      stdout: 'out\n',
      stderr: 'err\n',
      exitCode: 3,
    });
  });

  test('stdin, and its end', async () => {
    const cluster = await clusterOf(server.kubeconfigPath);
    const stdin = Buffer.alloc(200_000, 'y');
    const run = await cluster.exec('web', 'cart-1', 'app', ['wc', '-c'], { stdin });
    expect(run.stdout.toString().trim()).toBe('200000');
  });

  test('stdout piece by piece', async () => {
    const cluster = await clusterOf(server.kubeconfigPath);
    let size = 0;
    const run = await cluster.exec('web', 'cart-1', 'app', ['head', '-c', '3000000', '/dev/zero'], {
      onStdout: async (chunk) => {
        size += chunk.length;
      },
    });
    expect([size, run.stdout.length, run.exitCode]).toEqual([3_000_000, 0, 0]);
  });

  test('more than is wanted', async () => {
    const cluster = await clusterOf(server.kubeconfigPath);
    const run = cluster.exec('web', 'cart-1', 'app', ['cat', '/dev/zero'], { maxBytes: 2 ** 20 });
    await expect(run).rejects.toMatchObject({ exitCode: 5, message: expect.stringContaining('1 MiB') as string });
  });

  test('a signal ends it at once', async () => {
    const cluster = await clusterOf(server.kubeconfigPath);
    const reason = new Error('interrupted');
    const interrupt = new AbortController();
    setTimeout(() => interrupt.abort(reason), 200);
    const run = cluster.exec('web', 'cart-1', 'app', ['sleep', '60'], { signal: interrupt.signal });
    await expect(run).rejects.toBe(reason);
  });
});

test('a log', async () => {
  server.pods.back('web/cart-1', { logs: { app: 'line 1\nline 2\n' } });
  const cluster = await clusterOf(server.kubeconfigPath);
  expect(await cluster.log('web', 'cart-1', 'app')).toBe('line 1\nline 2\n');
});
