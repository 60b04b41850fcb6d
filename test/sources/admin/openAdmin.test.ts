import { readdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Admin, AdminOptions } from '../../../src/sources/admin/Admin.js';
import { openAdmin } from '../../../src/sources/admin/openAdmin.js';

let server: Server;
let answer: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => response.end();
let connections = 0;
beforeAll(async () => {
  server = createServer((request, response) => answer(request, response));
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const open = (options: Partial<AdminOptions> = {}): Admin => {
  const { port } = server.address() as AddressInfo;
  const admin = openAdmin({
    connect: async () => connect(port, '127.0.0.1'),
    name: 'the admin interface of web/cart-1',
    maxBytes: 2 ** 30,
    patience: 300,
    deadline: 1000,
    ...options,
  });
  onTestFinished(() => admin.close());
  return admin;
};

test('many requests go over one connection, one after the other', async () => {
  let open1 = 0;
  let most = 0;
  answer = (request, response) => {
    most = Math.max(most, ++open1);
    setTimeout(() => {
      open1 -= 1;
      response.end(request.url);
    }, 5);
  };
  const before = connections;
  const admin = open();
  const bodies = await Promise.all(['/a', '/b', '/c'].map((path) => admin.get(path)));
  expect(bodies.map((body) => Buffer.from(body.bytes()).toString())).toEqual(['/a', '/b', '/c']);
  expect([connections - before, most]).toEqual([1, 1]);
});

test('an answer of 200 MB takes at most 32 MiB of memory, and leaves no file', async () => {
  const piece = Buffer.alloc(2 ** 20, 'x');
  answer = (_, response) => {
    let left = 200;
    const write = (): void => {
      while (left > 0 && response.write(piece)) left -= 1;
      if (left > 0) left -= 1;
      else response.end();
    };
    response.on('drain', write);
    write();
  };
  const before = process.memoryUsage();
  let peak = 0;
  const watch = setInterval(() => {
    const { external, arrayBuffers } = process.memoryUsage();
    peak = Math.max(peak, external + arrayBuffers - before.external - before.arrayBuffers);
  }, 5);
  const body = await open({ patience: 10_000, deadline: 50_000 }).get('/config_dump');
  clearInterval(watch);
  expect(body.size).toBeGreaterThanOrEqual(200 * 2 ** 20);
  expect(peak).toBeLessThan(32 * 2 ** 20);
  expect(readdirSync(tmpdir()).filter((name) => /^hopctl-\w{6}$/.test(name))).toEqual([]);
  expect(body.bytes().length).toBe(body.size);
  body.dispose();
});

test.each<readonly [string, (response: ServerResponse) => void, RegExp]>([
  ['hangs', () => undefined, /is silent for 0.3 s$/],
  [
    'trickles',
    (response) => void setInterval(() => response.write(' '), 50).unref(),
    /does not end its answer within 1 s$/,
  ],
  ['stops in the middle', (response) => void response.write('{'), /is silent for 0.3 s$/],
])('one that %s ends in bounded time', async (_, act, sentence) => {
  answer = (_request, response) => act(response);
  const before = Date.now();
  await expect(open().get('/config_dump')).rejects.toMatchObject({
    exitCode: 5,
    message: expect.stringMatching(sentence) as string,
  });
  expect(Date.now() - before).toBeLessThan(3000);
});

test('a signal ends a request at once', async () => {
  answer = () => undefined;
  const reason = new Error('interrupted');
  const interrupt = new AbortController();
  setTimeout(() => interrupt.abort(reason), 20);
  await expect(open({ patience: 5000 }).get('/x', interrupt.signal)).rejects.toBe(reason);
});
