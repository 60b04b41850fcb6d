import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { heading, line } from '../print.mjs';
import { pinned } from './pinned.mjs';
import { HOST, proxyDump } from './proxyDump.mjs';
import { startProxy } from './startProxy.mjs';

const CONNECTIONS = 16;
/** Compiled, and its pools filled: what is measured begins behind this part of all requests. */
const WARM = 0.2;

/** What a request through the reference proxy takes, and whether its memory grows: keep-alive HTTP/1.1, a sidecar's filters and routes. */
export async function benchProxy(requests, nodeFlags) {
  const folder = mkdtempSync(join(tmpdir(), 'hopctl-bench-proxy-'));
  const [command, ...args] = pinned(1, [join(import.meta.dirname, 'load.mjs')]);
  const load = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  let proxy;
  try {
    const [{ port: upstreamPort }] = await once(load, 'message');
    const file = join(folder, 'config_dump.json');
    writeFileSync(file, proxyDump(0, upstreamPort));
    proxy = await startProxy(file, nodeFlags);
    await ask(load, proxy.port, Math.ceil(requests * WARM));
    const before = await proxy.usage();
    const count = Math.floor(requests * (1 - WARM));
    const milliseconds = await ask(load, proxy.port, count);
    const after = await proxy.usage();
    const each = (after.cpu - before.cpu) / count;
    heading(`The reference proxy: ${requests} requests of keep-alive HTTP/1.1 over ${CONNECTIONS} connections`);
    line('requests a second, as this machine is busy now', (count / (milliseconds / 1000)).toFixed(0));
    line('requests a second of one core', (1e6 / each).toFixed(0), 'at least 5,000');
    line('CPU for each', `${each.toFixed(1)} µs`, 'below 200 µs');
    line(
      `heap at ${WARM * 100} % and 100 % of the requests`,
      `${mebibytes(before.heap)} and ${mebibytes(after.heap)} MiB, ${((after.heap - before.heap) / count).toFixed(2)} bytes a request`,
      'flat: below 4 bytes a request',
    );
  } finally {
    await proxy?.close();
    load.kill();
    rmSync(folder, { recursive: true });
  }
}

async function ask(load, port, requests) {
  load.send({ port, host: HOST, requests, connections: CONNECTIONS });
  const [{ milliseconds, error }] = await once(load, 'message');
  if (error !== undefined) throw new Error(error);
  return milliseconds;
}

function mebibytes(bytes) {
  return (bytes / 2 ** 20).toFixed(1);
}
