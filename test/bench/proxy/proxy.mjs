import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HOPCTL } from '../../tools/paths.mjs';
import { heading, line } from '../print.mjs';
import { pinned } from './pinned.mjs';
import { HOST, proxyDump } from './proxyDump.mjs';
import { startProxy } from './startProxy.mjs';

const CONNECTIONS = 16;
/** Compiled, and its pools filled: what is measured begins behind this part of all requests. */
const WARM = 0.2;
/** Between them a bare forwarder is asked for as many requests, so that both are measured on a machine that is as busy. */
const ROUNDS = 8;
/** Of the requests that the reference proxy gets, so many go to the bare forwarder, too. */
const BARE = 0.25;

/**
 * What a request through the reference proxy takes, beside what it takes through a bare forwarder of node:http, and whether its memory
 * grows: keep-alive HTTP/1.1, a sidecar's filters, routes and access log.
 */
export async function benchProxy(requests, nodeFlags) {
  const folder = mkdtempSync(join(tmpdir(), 'hopctl-bench-proxy-'));
  const [command, ...args] = pinned(1, [join(import.meta.dirname, 'load.mjs')]);
  const load = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const proxies = [];
  try {
    const [{ port: upstreamPort }] = await once(load, 'message');
    const file = join(folder, 'config_dump.json');
    writeFileSync(file, proxyDump(0, upstreamPort));
    proxies.push(await startProxy([HOPCTL, 'proxy', 'run', '-c', file, '--admin-port', '0'], nodeFlags));
    proxies.push(await startProxy([join(import.meta.dirname, 'bare.mjs'), String(upstreamPort)]));
    const [proxy, bare] = proxies;
    const warm = Math.ceil(requests * WARM);
    await measure(load, proxy, warm);
    await measure(load, bare, Math.ceil(warm * BARE));
    const rounds = [];
    for (let round = 0; round < ROUNDS; round++) {
      const count = Math.ceil((requests - warm) / ROUNDS);
      rounds.push({
        proxy: await measure(load, proxy, count),
        bare: await measure(load, bare, Math.ceil(count * BARE)),
      });
    }
    heading(`The reference proxy: ${requests} requests of keep-alive HTTP/1.1 over ${CONNECTIONS} connections`);
    print(rounds);
  } finally {
    for (const proxy of proxies) await proxy.close();
    load.kill();
    rmSync(folder, { recursive: true });
  }
}

function print(rounds) {
  const ours = rounds.map(({ proxy }) => proxy);
  const count = sum(ours.map((round) => round.count));
  const each = sum(ours.map(({ cpu }) => cpu)) / count;
  const ratios = rounds
    .map(({ proxy, bare }) => proxy.cpu / proxy.count / (bare.cpu / bare.count))
    .sort((a, b) => a - b);
  const least = Math.min(...ours.map((round) => round.cpu / round.count));
  const before = ours[0].before;
  const after = ours.at(-1).after;
  const growth = (after.heap - before.heap) / count;
  line('requests a second, as this machine is busy now', (count / (sum(ours.map(({ ms }) => ms)) / 1000)).toFixed(0));
  line('requests a second of one core', (1e6 / each).toFixed(0), 'at least 5,000');
  line('CPU for each', `${each.toFixed(1)} µs, ${least.toFixed(1)} µs in the best round`, 'below 200 µs');
  line('CPU beside a bare forwarder of node:http', `${ratios[ratios.length >> 1].toFixed(2)} x`, 'below 1.6 x');
  line(
    `heap at ${WARM * 100} % and 100 % of the requests`,
    `${mebibytes(before.heap)} and ${mebibytes(after.heap)} MiB, ${growth.toFixed(2)} bytes a request`,
    'flat: below 4 bytes a request',
  );
  line('memory after each eighth of them', `${ours.map(({ after: { rss } }) => mebibytes(rss)).join(' ')} MiB`);
}

async function measure(load, proxy, count) {
  const before = await proxy.usage();
  load.send({ port: proxy.port, host: HOST, requests: count, connections: CONNECTIONS });
  const [{ milliseconds: ms, error }] = await once(load, 'message');
  if (error !== undefined) throw new Error(error);
  const after = await proxy.usage();
  return { count, ms, cpu: after.cpu - before.cpu, before, after };
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

function mebibytes(bytes) {
  return (bytes / 2 ** 20).toFixed(1);
}
