import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningProxy } from '../../../src/proxy/runtime/RunningProxy.js';
import { cluster, extension, hcm, listener } from './support/bootstrap.js';
import { freePorts } from './support/freePorts.js';
import { newLines } from './support/logLines.js';
import { startReference } from './support/startReference.js';

/*
 * Listeners with an original_src filter call their hosts from the client's address, but from a port of their own: that of the
 * client belongs to its connection with the proxy.
 */
const isRoot = process.getuid?.() === 0;
const needsRoot = isRoot ? '' : ' (skipped: not root)';

let folder: string;
let app: Server;
let proxy: RunningProxy | undefined;
let ports: readonly number[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hopctl-source-'));
  app = createServer((request, response) => {
    response.end(`${request.socket.remoteAddress ?? ''} ${String(request.socket.remotePort)}`);
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', () => resolve()));
  ports = await freePorts(3);
  const [http = 0, tcp = 0, dead = 0] = ports;
  const source = extension('original_src', 'filters.listener.original_src.v3.OriginalSrc', { mark: 7 });
  const route = (prefix: string, to: string): object => ({ match: { prefix }, route: { cluster: to } });
  const manager = hcm(join(folder, 'log'), {
    virtual_hosts: [{ name: 'all', domains: ['*'], routes: [route('/dead', 'dead'), route('/', 'app')] }],
  });
  const relay = extension('tcp', 'filters.network.tcp_proxy.v3.TcpProxy', { stat_prefix: 'tcp', cluster: 'app' });
  if (!isRoot) return;
  proxy = await startReference({
    static_resources: {
      listeners: [
        listener('http', http, [manager], { listener_filters: [source] }),
        listener('tcp', tcp, [relay], { listener_filters: [source] }),
      ],
      clusters: [cluster('app', [(app.address() as AddressInfo).port]), cluster('dead', [dead])],
    },
  });
});

afterAll(async () => {
  await proxy?.close();
  app.close();
  app.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

test.runIf(isRoot).for([
  ['HTTP', 0],
  ['TCP', 1],
] as const)(`%s: the app sees the client's address, and another port${needsRoot}`, async ([, index]) => {
  const { text, port } = await getFrom('127.0.0.5', ports[index] ?? 0, '/');
  expect(text).toMatch(/^HTTP\/1\.1 200 OK/);
  expect(text).toContain('127.0.0.5 ');
  expect(text).not.toContain(`127.0.0.5 ${String(port)}`);
});

test.runIf(isRoot)(`a host that refuses is a connection failure${needsRoot}`, async () => {
  const { text } = await getFrom('127.0.0.5', ports[0] ?? 0, '/dead');
  expect(text).toMatch(/^HTTP\/1\.1 503 /);
  const [line = ''] = (await newLines(join(folder, 'log'), 0)).filter((one) => one.includes('503'));
  expect(line).toContain('UF upstream_reset_before_response_started{remote_connection_failure|delayed_connect_error:');
});

async function getFrom(
  localAddress: string,
  port: number,
  path: string,
): Promise<{ readonly text: string; readonly port: number | undefined }> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, localAddress, timeout: 3000 });
    let text = '';
    let local: number | undefined;
    socket.on('connect', () => {
      local = socket.localPort;
      socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    });
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    socket.on('close', () => resolve({ text, port: local }));
    socket.on('timeout', () => socket.destroy());
    socket.on('error', reject);
  });
}
