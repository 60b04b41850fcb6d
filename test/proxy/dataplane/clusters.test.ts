import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runProxy } from '../../../src/app/runProxy.js';
import { LabCa, type Identity } from '../../../src/lab/ca/LabCa.js';
import { findEnvoy, NO_ENVOY } from '../../../src/lab/envoy/findEnvoy.js';
import type { RunningServer } from '../../../src/proxy/runProxy.js';
import { clientOver, type Client } from './support/clients.js';
import { clusterBootstrap, type SidePorts } from './support/clusterBootstrap.js';
import { exchange } from './support/exchange.js';
import { freePorts } from './support/freePorts.js';
import { linesOf, newLines } from './support/logLines.js';
import { startEnvoy } from './support/startEnvoy.js';
import { startNamed, type NamedApp } from './support/startNamed.js';

/*
 * Clusters with more than one host, or with limits, through a real Envoy and through the reference proxy: how often which app
 * answered, what the access logs say, and what was counted, is the same.
 */
const binary = findEnvoy();
const folder = mkdtempSync(join(tmpdir(), 'hopctl-clusters-'));

/** Stats that say how often a proxy looked, or how many bytes its own headers have. */
const ITS_OWN =
  /\.(?:membership_change|update_|[a-z_]*with_active_rq|circuit_breakers|version|max_host_weight|assignment_|lb_recalculate|bind_errors|(?:up|down)stream_cx_(?:rx|tx)_bytes|.*_ms$|upstream_cx_length|warming_state|downstream_cx_destroy_(?:local|remote)|upstream_rq_per_cx|default\.total_match)/;

interface Side {
  readonly ports: SidePorts;
  readonly log: string;
}

describe.skipIf(binary === undefined)(
  binary === undefined ? `as a real Envoy does (skipped: ${NO_ENVOY})` : 'as a real Envoy does',
  () => {
    let sides: readonly Side[] = [];
    let apps: readonly NamedApp[] = [];
    let proxy: RunningServer;
    let endEnvoy: () => Promise<void>;
    const identities = new Map<string, Identity & { readonly ca: string }>();

    beforeAll(async () => {
      apps = [await startNamed('a'), await startNamed('b'), await startNamed('m')];
      const [a = 0, b = 0, m = 0] = apps.map(({ port }) => port);
      const [ca, elsewhere] = [await LabCa.create('cluster.local'), await LabCa.create('elsewhere')];
      const issued = [
        ['client', ca],
        ['server', ca],
        ['rogue', elsewhere],
      ] as const;
      for (const [name, from] of issued) {
        const identity = await from.issue({ uris: [`spiffe://cluster.local/ns/shop/sa/${name}`], dns: [] });
        identities.set(name, { ...identity, ca: ca.certificate });
      }
      const server = identities.get('server') ?? { chain: '', key: '', ca: '' };
      const numbers = await freePorts(11);
      const dead = numbers[10] ?? 0;
      sides = [numbers.slice(0, 5), numbers.slice(5, 10)].map(
        ([admin = 0, web = 0, tcp = 0, hurried = 0, tls = 0], index) => ({
          ports: { admin, web, tcp, hurried, tls },
          log: join(folder, `${String(index)}.log`),
        }),
      );
      const bootstraps = sides.map(({ ports, log }) => clusterBootstrap(log, ports, { a, b, m, dead }, server));
      endEnvoy = await startEnvoy(binary ?? '', folder, bootstraps[0] ?? {}, sides[0]?.ports.web ?? 0);
      const config = join(folder, 'reference.json');
      writeFileSync(config, JSON.stringify(bootstraps[1]));
      const options = { config, passOver: [], fileFlushIntervalMs: 20, drainTimeMs: 100, seed: 7 };
      proxy = await runProxy(options, () => undefined);
    });

    afterAll(async () => {
      await proxy.close();
      await endEnvoy();
      for (const { server } of apps) {
        server.close();
        server.closeAllConnections();
      }
      rmSync(folder, { recursive: true, force: true });
    });

    /** What both gave: answers by number, log lines by number, and the stats of a prefix. */
    async function both(prefix: string, act: (side: Side) => Promise<readonly string[]>): Promise<readonly string[]> {
      return Promise.all(
        sides.map(async (side) => {
          const before = linesOf(side.log).length;
          const counted = await statsOf(side, prefix);
          const answers = await act(side);
          const changes = changesOf(counted, await statsOf(side, prefix));
          const asked = answers.filter((answer) => /(?:^| )\d{3} /.test(answer)).length;
          let lines = await newLines(side.log, before);
          // A busy machine writes its log late.
          for (let i = 0; i < 5 && lines.length < asked; i++) lines = await newLines(side.log, before);
          return [...tally(answers), ...tally(lines.map(masked)), ...changes].join('\n');
        }),
      );
    }

    test.each<[string, string, string, number]>([
      ['retries with a back-off', 'retried', '/retried?status=503', 1],
      ['retries of a host that refuses', 'refused', '/refused', 1],
      ['a retry at another host', 'other', '/other?fail=a,b', 2],
      ['a try that is idle', 'waited', '/waited?delay=1500', 1],
      ['a mirrored request', '(mirrored|shadow)', '/mirrored', 2],
      ['a name that is looked up', 'strict', '/strict', 2],
      ['a name whose first address counts', 'logical', '/logical', 2],
      ['a priority without healthy hosts', 'second', '/second', 3],
      ['no healthy host at all: panic', 'panic', '/panic', 2],
      ['no healthy host, and no panic', 'sick', '/sick', 2],
      ['localities by weight', 'weighted', '/weighted', 8],
      ['an aggregate whose first member is not healthy', 'joined', '/joined', 2],
      ['the member that the aggregate uses', 'plain', '/plain', 1],
    ])('%s', async (_, name, path, times) => {
      const [real, mine] = await both(`cluster.${name}.`, async ({ ports }) =>
        (await askTimes(ports.web, path, times)).map((one) => (name === 'other' ? anyOf(one) : one)),
      );
      expect(mine).toBe(real);
    });

    test.each<[string, string, number]>([
      ['one connection and one that may wait', 'busy', 3],
      ['one request', 'full', 3],
    ])('circuit breakers: %s', async (_, name, times) => {
      const [real, mine] = await both(`cluster.${name}.`, async ({ ports }) =>
        (
          await Promise.all(
            Array.from({ length: times }, async (_none, index) => {
              await new Promise((resolve) => setTimeout(resolve, index * 150));
              return askTimes(ports.web, `/${name}?delay=900`, 1);
            }),
          )
        ).flat(),
      );
      expect(mine).toBe(real);
    });

    test('a host that fails is ejected, told by /clusters, and comes back', async () => {
      const [real, mine] = await both('cluster.ejecting.', async ({ ports }) => {
        const failing = await askTimes(ports.web, '/ejecting?fail=b', 10);
        const flags = await flagsOf(ports.admin, 'ejecting');
        await new Promise((resolve) => setTimeout(resolve, 2500));
        const back = await askTimes(ports.web, '/ejecting', 4);
        return [...failing.map((one) => `failing ${one}`), ...flags, ...back.map((one) => `back ${one}`)];
      });
      expect(mine).toBe(real);
    });

    test('no more hosts are ejected than max_ejection_percent says', async () => {
      const [real, mine] = await both('cluster.half.', async ({ ports }) => {
        const answers = await askTimes(ports.web, '/half?fail=a,b', 10);
        const flags = await flagsOf(ports.admin, 'half');
        return [...answers.map(anyOf), ...[...flags].sort()];
      });
      expect(mine).toBe(real);
    });

    test('TCP is counted', async () => {
      const [real, mine] = await both('tcp.relay.', async ({ ports }) => askTimes(ports.tcp, '/', 1));
      expect(mine).toBe(real);
    });

    test.each<[string, Client]>([
      ['a client that is trusted', { kind: 'h1', tls: 'client', path: '/plain' }],
      ['a client of another authority', { kind: 'h1', tls: 'rogue', path: '/plain' }],
      ['a client without certificate', { kind: 'h1', tls: 'none', path: '/plain' }],
      ['a client that is not of the names', { kind: 'h1', tls: 'server', path: '/plain' }],
      ['a client that speaks no TLS', { kind: 'h1', path: '/plain' }],
    ])('handshakes: %s', async (_, client) => {
      const [real, mine] = await both('listener.*ssl.', async ({ ports }) => [
        `${client.tls ?? ''} ${firstLine(await clientOver(ports.tls, client, identities))}`,
      ]);
      expect(real).toContain('ssl.');
      expect(unplaced(mine)).toBe(unplaced(real));
    });

    test('a local reply is rewritten', async () => {
      const [real, mine] = await both('http.hurried.', async ({ ports }) => askTimes(ports.hurried, '/sick', 1));
      expect(mine).toBe(real);
    });

    test('request headers that come too slowly', async () => {
      const [real, mine] = await both('no.stats.', async ({ ports }) => [
        firstLine((await exchange(ports.hurried, ['GET / HTTP/1.1\r\nHost: '], 100, 2000)).text),
      ]);
      expect(mine).toBe(real);
    });

    test('the last request of a connection', async () => {
      const [real, mine] = await both('no.stats.', async ({ ports }) => {
        const request = 'GET /plain HTTP/1.1\r\nHost: a\r\n\r\n';
        const { text, end } = await exchange(ports.hurried, [request, request], 300, 2000);
        return [end, ...text.split('\r\n').filter((line) => /^(?:HTTP|connection)/i.test(line))];
      });
      expect(mine).toBe(real);
    });

    test('what a connection manager counts', async () => {
      const [real, mine] = await both('http.in.', async ({ ports }) => askTimes(ports.web, '/plain', 1));
      expect(mine).toBe(real);
    });
  },
);

async function askTimes(port: number, path: string, times: number): Promise<readonly string[]> {
  const answers: string[] = [];
  for (let i = 0; i < times; i++) {
    const response = await fetch(`http://127.0.0.1:${String(port)}${path}`, { headers: { connection: 'close' } });
    answers.push(`${String(response.status)} ${response.headers.get('x-mapped') ?? ''} ${await response.text()}`);
  }
  return answers;
}

async function statsOf({ ports }: Side, prefix: string): Promise<ReadonlyMap<string, number>> {
  await new Promise((resolve) => setTimeout(resolve, 150));
  const response = await fetch(
    `http://127.0.0.1:${String(ports.admin)}/stats?filter=${encodeURIComponent(`^${prefix}`)}`,
  );
  const lines = (await response.text()).split('\n');
  const counters = lines.filter((line) => /: \d+$/.test(line) && !ITS_OWN.test(line));
  return new Map(counters.map((line) => [line.replace(/: \d+$/, ''), Number(/\d+$/.exec(line)?.[0])]));
}

function changesOf(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): readonly string[] {
  const changes = [...after].map(([name, value]) => [name, value - (before.get(name) ?? 0)] as const);
  return changes.filter(([, change]) => change !== 0).map(([name, change]) => `${name}: ${String(change)}`);
}

async function flagsOf(admin: number, cluster: string): Promise<readonly string[]> {
  const response = await fetch(`http://127.0.0.1:${String(admin)}/clusters`);
  const lines = (await response.text()).split('\n');
  return lines.filter((line) => line.startsWith(`${cluster}::`) && line.includes('::health_flags::')).map(masked);
}

function tally(lines: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return [...counts].map(([line, count]) => `${String(count)}x ${line}`).sort();
}

function masked(line: string): string {
  return line.replaceAll(/(?:127\.0\.0\.1|localhost):\d+/g, 'ADDRESS');
}

/** Stats of listeners have their port in their names. */
function unplaced(text = ''): string {
  return text
    .replaceAll(/127\.0\.0\.1_\d+/g, 'ADDRESS')
    .replaceAll(/^.*ssl\.(?:ciphers|curves|sigalgs|versions|certificate)\..*\n?/gm, '')
    .trim();
}

/** Which of two hosts came first is a matter of chance. */
function anyOf(answer: string): string {
  return answer.replace(/ [ab]$/, ' a or b');
}

function firstLine(text: string): string {
  return text.split('\r\n')[0] ?? '';
}
