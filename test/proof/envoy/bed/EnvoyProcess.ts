import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '../../../../src/text/json/JsonValue.js';

/** A running Envoy. */
export interface EnvoyProcess {
  readonly adminPort: number;
  /** Where the bootstrap and the access log are. */
  readonly folder: string;
  admin(path: string): Promise<Buffer>;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
}

/** Envoy did not take the bootstrap: what it said. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

const PATIENCE_MS = 20_000;

/** Starts Envoy on a bootstrap; `makeBootstrap` gets its folder. Rejects with {@link Refused} where Envoy does not take it. */
export async function startEnvoy(binary: string, makeBootstrap: (folder: string) => JsonObject): Promise<EnvoyProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'hopctl-envoy-'));
  const bootstrapFile = join(folder, 'bootstrap.json');
  const adminFile = join(folder, 'admin');
  writeFileSync(bootstrapFile, JSON.stringify(makeBootstrap(folder)));
  const args = ['-c', bootstrapFile, '--admin-address-path', adminFile, '--concurrency', '1', '--use-dynamic-base-id'];
  const child = spawn(binary, [...args, '--file-flush-interval-msec', '50', '-l', 'warning', '--drain-time-s', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-20_000)));
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    if (child.exitCode !== null || Date.now() > until) {
      await stop();
      throw new Refused(said);
    }
    const adminPort = portIn(adminFile);
    if (adminPort !== undefined) {
      const ready = await get(adminPort, '/ready').catch(() => undefined);
      if (ready?.status === 200)
        return { adminPort, folder, stop, admin: async (path) => (await get(adminPort, path)).body };
    }
    await sleep(15);
  }
}

function portIn(file: string): number | undefined {
  try {
    const port = Number(/:(\d+)$/.exec(readFileSync(file, 'utf8').trim())?.[1]);
    return port > 0 ? port : undefined;
  } catch {
    return undefined;
  }
}

function get(port: number, path: string): Promise<{ readonly status: number; readonly body: Buffer }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end();
  });
}
