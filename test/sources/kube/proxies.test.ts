import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proxyFor } from '../../../src/sources/kube/wire/proxyFor.js';
import { startCluster, type TestCluster } from '../../cluster/startCluster.js';
import { clusterOf } from './clusterOf.js';

const PODS = { group: '', version: 'v1', resource: 'pods', namespace: 'web' };

let server: TestCluster;
let tunnel: Server;
let socks: Server;
/** What each proxy was asked for. */
const asked: string[] = [];
const portOf = (one: Server): number => (one.address() as AddressInfo).port;

beforeAll(async () => {
  server = await startCluster();
  tunnel = createHttp().on('connect', ({ url = '', headers }, socket) => {
    asked.push(`CONNECT ${url} ${headers['proxy-authorization'] ?? 'nobody'}`);
    if (headers['proxy-authorization'] === undefined) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    const to = connect(Number(url.split(':')[1]), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      to.pipe(socket).pipe(to);
    });
    for (const one of [to, socket]) one.on('error', () => undefined);
  });
  // SOCKS5 (RFC 1928): no authentication, CONNECT to an IPv4 address.
  socks = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write(Buffer.from([5, 0]));
      socket.once('data', (ask: Buffer) => {
        const port = ask.readUInt16BE(ask.length - 2);
        asked.push(`SOCKS ${ask.subarray(4, 8).join('.')}:${port}`);
        const to = connect(port, '127.0.0.1', () => {
          socket.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]));
          to.pipe(socket).pipe(to);
        });
        to.on('error', () => undefined);
      });
    });
  });
  for (const one of [tunnel, socks]) {
    one.listen(0, '127.0.0.1');
    await once(one, 'listening');
  }
});
afterAll(async () => {
  await server.close();
  tunnel.close();
  socks.close();
});

const withProxy = (proxy: string): string => {
  const path = `${server.dir}/proxied`;
  const config = readFileSync(server.kubeconfigPath, 'utf8');
  writeFileSync(path, config.replace('"server":', `"proxy-url": "${proxy}", "server":`));
  return path;
};

describe('proxy-url', () => {
  test('http, with name and password', async () => {
    const cluster = await clusterOf(withProxy(`http://ann:p%40w@127.0.0.1:${portOf(tunnel)}`));
    expect(await cluster.list(PODS)).toEqual([]);
    const basic = Buffer.from('ann:p@w').toString('base64');
    expect(asked.at(-1)).toBe(`CONNECT ${new URL(server.url).host} Basic ${basic}`);
  });

  test('socks5', async () => {
    const cluster = await clusterOf(withProxy(`socks5://127.0.0.1:${portOf(socks)}`));
    expect(await cluster.list(PODS)).toEqual([]);
    expect(asked.at(-1)).toBe(`SOCKS ${new URL(server.url).host}`);
  });

  test('one that refuses: exit 5, without its password', async () => {
    const cluster = await clusterOf(withProxy(`http://127.0.0.1:${portOf(tunnel)}`));
    await expect(cluster.list(PODS)).rejects.toMatchObject({
      exitCode: 5,
      message: 'the proxy does not let the connection through: answers 407',
    });
  });
});

/** As golang.org/x/net/http/httpproxy decides. */
describe('proxies of the environment', () => {
  const decide = (server: string, environment: Readonly<Record<string, string>>): string | undefined =>
    proxyFor(new URL(server), undefined, environment)?.href;
  const P = { HTTPS_PROXY: 'http://proxy:3128' };
  test.each([
    ['https://api.example:6443', P, 'http://proxy:3128/'],
    ['https://api.example', { https_proxy: 'proxy:3128' }, 'http://proxy:3128/'],
    ['http://api.example', P, undefined],
    ['http://api.example', { HTTP_PROXY: 'http://p:1' }, 'http://p:1/'],
    ['https://localhost:6443', P, undefined],
    ['https://127.0.0.1:6443', P, undefined],
    ['https://[::1]:6443', P, undefined],
    ['https://api.example', { ...P, NO_PROXY: '*' }, undefined],
    ['https://api.example', { ...P, NO_PROXY: 'example' }, undefined],
    ['https://example', { ...P, NO_PROXY: '.example' }, 'http://proxy:3128/'],
    ['https://api.example', { ...P, no_proxy: 'other, .example' }, undefined],
    ['https://apiexample', { ...P, NO_PROXY: 'example' }, 'http://proxy:3128/'],
    ['https://10.1.2.3:6443', { ...P, NO_PROXY: '10.0.0.0/8' }, undefined],
    ['https://11.1.2.3:6443', { ...P, NO_PROXY: '10.0.0.0/8' }, 'http://proxy:3128/'],
    ['https://api.example:6443', { ...P, NO_PROXY: 'api.example:443' }, 'http://proxy:3128/'],
    ['https://api.example:6443', { ...P, NO_PROXY: 'api.example:6443' }, undefined],
  ])('%s with %j: %s', (url, environment, expected) => {
    expect(decide(url, environment as Record<string, string>)).toBe(expected);
  });
});
