import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttp2, type Http2Server, type ServerHttp2Session } from 'node:http2';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrap, LISTENERS, type ListenerName } from './bootstrap.js';
import { talk } from './talk.js';
import { startUpstream, type Upstream } from './upstream.js';

const PROGRAM = join(import.meta.dirname, '..', '..', '..', 'bin', 'hopctl.js');

/** A proxy that runs as a process of its own, with the server behind it. */
export interface Tested {
  readonly pid: number;
  readonly folder: string;
  readonly ports: Readonly<Record<ListenerName, number>>;
  readonly upstream: Upstream;
  /** What the admin API answers. */
  ask(path: string): Promise<string>;
  /** The servers close all connections. */
  hangUp(): void;
  /** It has not ended. */
  alive(): boolean;
  stderr(): string;
  close(): Promise<void>;
}

/** Runs a real Envoy, or without one the reference proxy. */
export async function startTested(envoy?: string): Promise<Tested> {
  const folder = mkdtempSync(join(tmpdir(), 'hopctl-abuse-'));
  const upstream = await startUpstream();
  const h2Open = new Set<ServerHttp2Session>();
  const h2 = await startHttp2(h2Open);
  const names = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '30', '-subj', '/CN=a'];
  execFileSync('openssl', ['req', '-x509', ...kind, ...names], { stdio: 'ignore' });
  const config = join(folder, 'boot.json');
  writeFileSync(config, bootstrap(upstream.port, (h2.address() as AddressInfo).port, folder));
  const address = join(folder, 'admin.txt');
  const quick = ['-c', config, '--file-flush-interval-msec', '100'];
  const args =
    envoy === undefined
      ? [process.execPath, PROGRAM, 'proxy', 'run', ...quick]
      : [envoy, ...quick, '--concurrency', '1', '--disable-hot-restart', '--admin-address-path', address];
  const child = spawn(args[0] ?? '', args.slice(1), { stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const close = async (): Promise<void> => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    upstream.close();
    h2.close();
    rmSync(folder, { recursive: true });
  };
  const hangUp = (): void => {
    for (const one of [...upstream.open, ...h2Open]) one.destroy();
  };
  const adminOf = (): string =>
    envoy === undefined ? (/; admin (\S+)$/m.exec(stderr)?.[1] ?? '') : readIfThere(address);
  for (let tries = 0; tries < 600; tries++) {
    const admin = adminOf();
    const ports = admin === '' ? undefined : await portsOf(admin);
    if (ports !== undefined) {
      const ask = async (path: string): Promise<string> => askAdmin(admin, path);
      const alive = (): boolean => child.exitCode === null && child.signalCode === null;
      return { pid: child.pid ?? 0, folder, ports, upstream, ask, alive, hangUp, stderr: () => stderr, close };
    }
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await close();
  throw new Error(`it does not start: ${stderr}`);
}

/** Where the listeners are, once all are there. */
async function portsOf(admin: string): Promise<Tested['ports'] | undefined> {
  const text = await askAdmin(admin, '/listeners');
  const ports = LISTENERS.map((name) => [name, Number(new RegExp(`^${name}::.*:(\\d+)$`, 'm').exec(text)?.[1] ?? 0)]);
  return ports.every(([, port]) => port !== 0) ? (Object.fromEntries(ports) as Tested['ports']) : undefined;
}

/** Over a connection of its own, which is closed. */
async function askAdmin(admin: string, path: string): Promise<string> {
  const head = `GET ${path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`;
  const { received } = await talk(Number(admin.split(':').at(-1)), [head], 10_000);
  return received.toString();
}

async function startHttp2(open: Set<ServerHttp2Session>): Promise<Http2Server> {
  const server = createHttp2();
  server.on('session', (session) => {
    open.add(session);
    session.on('close', () => open.delete(session));
  });
  server.on('sessionError', () => undefined);
  server.on('stream', (stream, headers) => {
    stream.on('error', () => undefined);
    if (headers[':path']?.startsWith('/h2/never') === true) return;
    if (headers[':path']?.startsWith('/h2/reset') === true) stream.close(2);
    else stream.respond({ ':status': 200 }, { endStream: true });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}
