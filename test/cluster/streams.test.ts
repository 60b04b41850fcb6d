import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Exec, KubeConfig, PortForward, type V1Status } from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { podObject } from './examplePods.js';
import { startCluster, type TestCluster } from './startCluster.js';

let web: Server;
let cluster: TestCluster;
const config = new KubeConfig();

beforeAll(async () => {
  web = createServer((request, response) => response.end(`${request.url ?? ''} ${'x'.repeat(2_000_000)}`));
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  const { port } = web.address() as AddressInfo;
  cluster = await startCluster({
    objects: [podObject({ name: 'web' })],
    backends: { 'default/web': { ports: { 8080: { host: '127.0.0.1', port } }, place: { prefix: [] } } },
  });
  config.loadFromFile(cluster.kubeconfigPath);
});

afterAll(async () => {
  await cluster.close();
  web.close();
});

describe('client-node, by channels of a WebSocket', () => {
  test('a port-forward carries a request and all of its answer', async () => {
    const { output } = await forward(8080, 'GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    expect(output).toMatch(/^HTTP\/1.1 200 OK\r\n/);
    expect(output).toMatch(/\/x x{2000000}$/);
  });

  test('a port on which nobody listens is told on the error channel', async () => {
    const { error } = await forward(81, '');
    expect(error).toContain('failed to connect to localhost:81 inside namespace');
    expect(error).toContain('connection refused');
  });

  test('an exec gives output, errors and the exit code', async () => {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const stdin = new PassThrough();
    stdin.end('in');
    const status = await new Promise<V1Status>((resolve, reject) => {
      const argv = ['sh', '-c', 'cat; echo out; echo bad >&2; exit 3'];
      new Exec(config).exec('default', 'web', 'app', argv, stdout, stderr, stdin, false, resolve).catch(reject);
    });
    expect(await text(stdout)).toBe('inout\n');
    expect(await text(stderr)).toBe('bad\n');
    expect(status).toMatchObject({ reason: 'NonZeroExitCode', details: { causes: [{ message: '3' }] } });
  });
});

async function forward(port: number, request: string): Promise<{ readonly output: string; readonly error: string }> {
  const [output, error, input] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const socket = await new PortForward(config).portForward('default', 'web', [port], output, error, input);
  if (typeof socket === 'function') throw new Error('no socket');
  socket.onclose = () => {
    output.end();
    error.end();
  };
  input.write(request);
  const [out, err] = await Promise.all([text(output), text(error)]);
  return { output: out, error: err };
}
