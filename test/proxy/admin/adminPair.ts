import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { request, type RequestOptions } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProxy } from '../../../src/app/runProxy.js';
import type { RunningServer } from '../../../src/proxy/runProxy.js';

/** How often both write their access logs. */
const FLUSH_MS = 50;

const BOOTSTRAPS = join(import.meta.dirname, 'bootstraps');

/** An answer of an admin API. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What is sent. */
export interface SentRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A real Envoy and the reference proxy on the same bootstrap. */
export interface AdminPair {
  envoy(path: string, method?: string): Promise<Answer>;
  proxy(path: string, method?: string): Promise<Answer>;
  /** Sends both the request to their first listener; `x-who` tells them apart. */
  send(path: string, options?: SentRequest): Promise<readonly [envoy: Answer, proxy: Answer]>;
  /** Where the bootstrap's FOLDER is. */
  readonly folder: string;
  close(): Promise<void>;
}

/** Starts both; `envoy` is the binary. */
export async function startPair(envoy: string, bootstrap: string): Promise<AdminPair> {
  const folder = mkdtempSync(join(tmpdir(), 'hopctl-admin-'));
  for (const file of readdirSync(BOOTSTRAPS)) {
    const text = readFileSync(join(BOOTSTRAPS, file), 'utf8');
    writeFileSync(join(folder, file), text.replaceAll('FOLDER', folder));
  }
  makeCertificate(folder);
  const config = join(folder, bootstrap);
  const child = await startEnvoy(envoy, config, join(folder, 'admin.txt'));
  let server: RunningServer;
  try {
    server = await runProxy(
      { config, adminPort: 0, passOver: [], fileFlushIntervalMs: FLUSH_MS, drainTimeMs: 600_000 },
      () => undefined,
    );
  } catch (error) {
    child.process.kill('SIGKILL');
    throw error;
  }
  return {
    envoy: (path, method) => ask(child.address, path, method),
    proxy: (path, method) => ask(server.admin ?? '', path, method),
    async send(path, { headers = {}, ...options } = {}) {
      const web = await firstListener(child.address);
      const ask = (address: string, who: string) =>
        askWith(address, { ...options, path, headers: { ...headers, 'x-who': who } });
      return Promise.all([ask(web, 'envoy'), ask(server.bound[0] ?? '', 'proxy')]);
    },
    folder,
    async close() {
      child.process.kill('SIGKILL');
      await server.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function makeCertificate(folder: string): void {
  const names = 'subjectAltName=DNS:a.test,URI:spiffe://cluster.local/ns/b/sa/a';
  const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '30'];
  execFileSync('openssl', ['req', '-x509', ...kind, ...files, '-subj', '/CN=a', '-addext', names], { stdio: 'ignore' });
}

async function startEnvoy(
  envoy: string,
  config: string,
  addressFile: string,
): Promise<{ readonly process: ChildProcess; readonly address: string }> {
  const flags = [
    '--file-flush-interval-msec',
    String(FLUSH_MS),
    '--concurrency',
    '1',
    '--disable-hot-restart',
    '--admin-address-path',
    addressFile,
  ];
  const child = spawn(envoy, ['-c', config, ...flags], { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  for (let tries = 0; tries < 200; tries++) {
    const address = readIfThere(addressFile);
    if (address !== '' && (await isLive(address))) return { process: child, address };
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`envoy does not start on ${config}: ${errors}`);
}

async function isLive(address: string): Promise<boolean> {
  return ask(address, '/ready').then(
    ({ status }) => status === 200,
    () => false,
  );
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}

async function firstListener(admin: string): Promise<string> {
  const { body } = await ask(admin, '/listeners');
  return body.split('\n')[0]?.split('::')[1] ?? '';
}

function ask(address: string, path: string, method = 'GET'): Promise<Answer> {
  return askWith(address, { path, method });
}

function askWith(address: string, options: RequestOptions): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const [host = '', port = ''] = address.split(':');
    const sent = request({ ...options, host, port: Number(port) }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.on('end', () => {
        const headers = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(headers) as Answer['headers'],
          body,
        });
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}
