import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunningProxy } from '../../../src/proxy/runtime/RunningProxy.js';
import { cluster, hcm, listener } from './support/bootstrap.js';
import { startEcho } from './support/echo.js';
import { exchange } from './support/exchange.js';
import { freePorts } from './support/freePorts.js';
import { startReference } from './support/startReference.js';

let folder: string;
let proxy: RunningProxy;
let app: Awaited<ReturnType<typeof startEcho>>;
let port: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hopctl-drain-'));
  app = await startEcho();
  [port = 0] = await freePorts(1);
  const routes = [{ match: { prefix: '/' }, route: { cluster: 'app' } }];
  const manager = hcm(join(folder, 'log'), { virtual_hosts: [{ name: 'all', domains: ['*'], routes }] });
  proxy = await startReference({
    static_resources: { listeners: [listener('in', port, [manager])], clusters: [cluster('app', [app.port])] },
  });
});

afterEach(async () => {
  await proxy.close();
  app.server.close();
  app.server.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

test('a drain lets the request under way finish, and tells its client that it was the last', async () => {
  const answer = exchange(port, ['GET /?delay=200 HTTP/1.1\r\nHost: a\r\n\r\n']);
  await new Promise((resolve) => setTimeout(resolve, 80));
  await proxy.drain();
  const { text, end } = await answer;
  expect([text.slice(0, 15), text.includes('connection: close'), end]).toEqual(['HTTP/1.1 200 OK', true, 'closed']);
});

test('a drain takes no more connections and closes idle ones', async () => {
  const idle = connect(port, '127.0.0.1');
  const closed = new Promise<string>((resolve) => {
    idle.on('close', () => resolve('closed'));
    idle.on('error', () => undefined);
  });
  await exchange(port, ['GET / HTTP/1.1\r\nHost: a\r\n\r\n'], 20);
  await proxy.drain();
  expect(await closed).toBe('closed');
  expect(await exchange(port, ['GET / HTTP/1.1\r\nHost: a\r\n\r\n'])).toEqual({ text: '', end: 'reset' });
});

test('a drain does not wait longer than it may', async () => {
  void exchange(port, ['GET /?delay=3000 HTTP/1.1\r\nHost: a\r\n\r\n']);
  await new Promise((resolve) => setTimeout(resolve, 80));
  const began = performance.now();
  await proxy.drain();
  expect(performance.now() - began).toBeLessThan(1500);
});
