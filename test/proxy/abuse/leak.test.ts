import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ListenerName } from './bootstrap.js';
import { ACK, PREFACE, frame, request } from './frames.js';
import { talk, type Act } from './talk.js';
import { startTested, type Tested } from './tested.js';

const CONNECTIONS = 10_000;
const AT_ONCE = 100;
/** How long a client waits for an answer before it goes. */
const PATIENCE = 100;

const get = (path: string): string => `GET /${path} HTTP/1.1\r\nhost: a\r\n\r\n`;
const post = (framing: string): string => `POST /x HTTP/1.1\r\nhost: a\r\n${framing}\r\n\r\n`;
const h2 = (...frames: readonly Buffer[]): readonly Act[] => [PREFACE, frame(4, ACK, 0), ...frames];

/** What each connection does, in turn. */
const ABUSES: readonly { readonly to?: ListenerName; readonly acts: readonly Act[] }[] = [
  { acts: ['RESET'] },
  { acts: ['END'] },
  { acts: [] },
  { acts: ['\0\x01\x02 garbage\r\n\r\n'] },
  { acts: ['GET / HTTP/1.1\r\nhost:', 'RESET'] },
  { acts: ['GET / HTTP/1.1\r\nhost:', 'END'] },
  { acts: [get('ok'), 'RESET'] },
  { acts: [get('ok'), get('ok'), '\0garbage\r\n\r\n'] },
  { acts: [get('never'), 20, 'RESET'] },
  { acts: [get('never'), 20, 'END'] },
  { acts: [get('never')] },
  { acts: [get('reset')] },
  { acts: [get('half-body'), 'END'] },
  { acts: [get('half-chunk')] },
  { acts: [get('garbage')] },
  { acts: [get('control-value')] },
  { acts: [get('second-answer'), get('ok')] },
  { acts: [get('unasked-101'), 20, 'RESET'] },
  { acts: [post('content-length: 9'), 'abc', 10, 'RESET'] },
  { acts: [post('content-length: 9'), 'abc', 10, 'END'] },
  { acts: [post('transfer-encoding: chunked'), 'zz\r\n'] },
  { acts: [post('transfer-encoding: chunked'), '3\r\nabc\r\n', 10, 'RESET'] },
  { acts: [post('content-length: 3\r\ntransfer-encoding: chunked'), 'abc'] },
  { acts: [`GET /${'a'.repeat(70_000)} HTTP/1.1\r\nhost: a\r\n\r\n`] },
  { acts: ['GET /ok HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n', 10, 'RESET'] },
  { to: 'secure', acts: [get('ok')] },
  { to: 'secure', acts: [Buffer.from('16030100c8010000c40303', 'hex')] },
  { to: 'secure', acts: [Buffer.from('16030100c8010000c40303', 'hex'), 'RESET'] },
  { to: 'secure', acts: [Buffer.alloc(64)] },
  { to: 'sniff', acts: ['GE'] },
  { to: 'sniff', acts: ['GE', 'RESET'] },
  { to: 'sniff', acts: [Buffer.alloc(20, 1), 10, 'RESET'] },
  { to: 'sniff', acts: [get('ok')] },
  { to: 'hasty', acts: ['GET / HTTP/1.1\r\nhost:'] },
  { acts: h2(request(1, '/ok'), request(3, '/never/')) },
  { acts: [...h2(request(1, '/never/')), 10, 'RESET'] },
  { acts: [...h2(request(1, '/h2/never')), 10, 'END'] },
  { acts: h2(frame(0, 0, 0, Buffer.alloc(1))) },
  { acts: h2(frame(1, 5, 1, Buffer.alloc(20, 0xff))) },
  { to: 'h2only', acts: [get('ok')] },
];

/** Gauges by name, and `files`. */
type Open = ReadonlyMap<string, number>;

/** Gauges of connections and requests under way, and open files. */
async function countOpen(tested: Tested): Promise<Open> {
  const text = await tested.ask('/stats?filter=(cx|rq)_active$|rq_pending_active$|cx_length_ms');
  const gauges = [...text.matchAll(/^(?!.*admin)(\S+): (\d+)\r?$/gm)].map(
    ([, name = '', value]): readonly [string, number] => [name, Number(value)],
  );
  // The directory itself, and the admin connection that was asked, are open on both occasions.
  return new Map([...gauges, ['files', readdirSync(`/proc/${tested.pid}/fd`).length]]);
}

/** Counts until it is as few, for ten seconds at most; connections that pools keep are closed by the servers. */
async function settled(tested: Tested, files: number): Promise<Open> {
  for (let tries = 0; tries < 100; tries++) {
    tested.hangUp();
    const open = await countOpen(tested);
    const isFew = [...open].every(([name, count]) => count <= (name === 'files' ? files : 0));
    if (isFew) return open;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return countOpen(tested);
}

describe(`the reference proxy after ${CONNECTIONS} abusive connections`, { timeout: 120_000 }, () => {
  let tested: Tested;
  let before: Open;
  beforeAll(async () => {
    tested = await startTested();
    // What is opened once: pools, sockets of libc, the log.
    await abuse(tested, 2 * ABUSES.length);
    before = await settled(tested, 0);
    await abuse(tested, CONNECTIONS);
  }, 120_000);
  afterAll(() => tested.close());

  test('is alive, and serves', async () => {
    expect(tested.alive()).toBe(true);
    const { received } = await talk(
      tested.ports.plain,
      ['GET /direct HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n'],
      30_000,
    );
    expect(received.toString()).toMatch(/^HTTP\/1.1 200 OK[^]*direct$/);
    expect(tested.stderr()).not.toMatch(/error|warning/i);
  });

  test('has no more open files, connections and requests than before', async () => {
    const files = before.get('files') ?? 0;
    const after = await settled(tested, files);
    expect(after.get('files')).toBeLessThanOrEqual(files);
    expect([...after].filter(([name, count]) => name !== 'files' && count !== 0)).toEqual([]);
    expect([...after.keys()]).toContain('http.abused.downstream_cx_active');
    expect([...after.keys()]).toContain('cluster.up.upstream_cx_active');
  });
});

async function abuse({ ports }: Tested, count: number): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const { to = 'plain', acts } = ABUSES[next++ % ABUSES.length] ?? { acts: [] };
      await talk(ports[to], acts, PATIENCE);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
