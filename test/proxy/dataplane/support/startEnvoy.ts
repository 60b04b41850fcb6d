import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { Json } from './bootstrap.js';

/** A real Envoy on a bootstrap; resolves when `port` takes connections. Gives how to end it. */
export async function startEnvoy(
  binary: string,
  folder: string,
  bootstrap: Json,
  port: number,
): Promise<() => Promise<void>> {
  const file = join(folder, `envoy-${port}.json`);
  writeFileSync(file, JSON.stringify(bootstrap));
  const options = [
    '-c',
    file,
    '-l',
    'error',
    '--concurrency',
    '1',
    '--use-dynamic-base-id',
    '--file-flush-interval-msec',
    '20',
  ];
  const child = spawn(binary, options, { stdio: ['ignore', 'ignore', 'pipe'] });
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => {
    told += chunk.toString();
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const until = Date.now() + 20_000;
  while (!(await takesConnections(port))) {
    if (child.exitCode !== null || Date.now() > until) {
      child.kill('SIGKILL');
      throw new Error(`Envoy did not start: ${told}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return async () => {
    child.kill('SIGKILL');
    await ended;
  };
}

async function takesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
