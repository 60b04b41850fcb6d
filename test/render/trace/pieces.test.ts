import { describe, expect, test } from 'vitest';
import { parseSocketAddress } from '../../../src/net/SocketAddress.js';
import { excerptLines } from '../../../src/render/trace/detailed/excerptLines.js';
import { hanging, wrapClauses, wrapItems } from '../../../src/render/trace/detailed/layout.js';
import { nearMissText } from '../../../src/render/trace/detailed/nearMissLines.js';
import { effectText } from '../../../src/render/trace/effectText.js';
import { percent } from '../../../src/render/trace/percent.js';
import { pinFlag } from '../../../src/render/trace/pinFlag.js';
import { requestEcho } from '../../../src/render/trace/requestEcho.js';
import { verdictLine } from '../../../src/render/trace/verdictLine.js';
import type { TraceRequest } from '../../../src/trace/model/TraceRequest.js';

describe('a pin is a word that a shell reads back', () => {
  test.each([
    ['fault.abort', 'miss', '--pin fault.abort=miss'],
    ['weighted_clusters', 'outbound|80||a.b', "--pin weighted_clusters='outbound|80||a.b'"],
    ['endpoint', '10.0.0.1:80', '--endpoint 10.0.0.1:80'],
    ['endpoint', '[2001:db8::1]:80', "--endpoint '[2001:db8::1]:80'"],
    ['x', "it's", String.raw`--pin x='it'\''s'`],
  ])('%s, %s', (fork, label, expected) => expect(pinFlag(fork, label)).toBe(expected));
});

describe('excerpts', () => {
  test.each([
    [
      'up to the end of the first structure',
      '{"match":{"prefix":"/"},"route":{"cluster":"c"}}',
      ['{"match":{"prefix":"/"},…'],
    ],
    ['a brace in a string is none', '{"match":{"prefix":"}/\\""},"x":1}', ['{"match":{"prefix":"}/\\""},…']],
    ['whole where there is one structure only', '{"match":{"prefix":"/"}}', ['{"match":{"prefix":"/"}}']],
    ['whole where there is none', '{"weight":10}', ['{"weight":10}']],
    ['as cut before', '{"a":"b…', ['{"a":"b…']],
    ['escaped', '{"a":"\u001b"}', ['{"a":"\\x1b"}']],
  ])('%s', (_, text, expected) => expect(excerptLines(text)).toEqual(expected));

  test('in two lines after a comma, longer ones cut to one', () => {
    const long = (words: number): string =>
      JSON.stringify({ a: Array.from({ length: words }, () => 'word'.repeat(5)) });
    expect(excerptLines(long(5)).map((line) => line.length)).toEqual([98, 24]);
    expect(excerptLines(long(30)).map((line) => [line.length, line.endsWith('…')])).toEqual([[102, true]]);
  });
});

describe('lines', () => {
  test('items fill lines, the separator stays behind', () =>
    expect(wrapItems(['aa', 'bb', 'cc'], ' > ', 7)).toEqual(['aa >', 'bb > cc']));
  test('an item that is longer than the line stays whole', () =>
    expect(wrapItems(['a', 'bbbbbbbbbb', 'c'], ', ', 5)).toEqual(['a,', 'bbbbbbbbbb,', 'c']));
  test('clauses before words', () =>
    expect(wrapClauses('one two, three four; five', 14)).toEqual(['one two,', 'three four;', 'five']));
  test('what goes on is further in', () => expect(hanging('one two three', 9)).toEqual(['one two', '  three']));
});

describe('near misses', () => {
  const failed = { name: 'prefix', expected: '/v9/', got: '/items', truth: 'no' } as const;
  test.each([
    ['by a criterion', failed, 'route #2: prefix wants /v9/, got /items'],
    [
      'by its place',
      { ...failed, name: 'order', got: 'route #1 wins before it' },
      'route #2 would match, but route #1 wins before it',
    ],
    ['with a note', { ...failed, note: 'case matters' }, 'route #2: prefix wants /v9/, got /items (case matters)'],
  ])('%s', (_, criterion, expected) =>
    expect(nearMissText({ what: 'route #2', at: '', held: 0, failed: criterion })).toBe(expected),
  );
});

describe('effects', () => {
  test.each([
    [{ what: ':path', from: '/a', to: '/b' }, ':path: /a -> /b'],
    [{ what: 'x-a', to: '1' }, 'x-a: 1'],
    [{ what: 'x-a', from: '1', to: '' }, 'x-a: 1 is taken away'],
    [{ what: 'packet', to: 'leaves by eth0' }, 'leaves by eth0'],
  ])('%j', (effect, expected) => expect(effectText(effect)).toBe(expected));
});

test.each([
  [1, '100 %'],
  [1 / 3, '33.33 %'],
  [0.125, '12.5 %'],
  [0.000_001, '<0.01 %'],
  [0, '0 %'],
])('%d is %s', (probability, expected) => expect(percent(probability)).toBe(expected));

describe('a verdict in one line, the minimal form', () => {
  const none = { sentence: '', flags: '', details: '' };
  const unknown = { kind: 'unknown' } as const;
  test.each([
    [{ ...none, code: 'DELIVERED', caller: { kind: 'app' } }, 'DELIVERED'],
    [
      {
        ...none,
        code: 'NO_UPSTREAM',
        flags: 'UH',
        details: 'no_healthy_upstream',
        caller: { kind: 'status', status: 503 },
      },
      'NO_UPSTREAM 503 UH no_healthy_upstream',
    ],
    [
      { ...none, code: 'NO_MATCH', flags: 'NR', caller: { kind: 'status', status: 200, grpcStatus: 12 } },
      'NO_MATCH 200 grpc-status 12 NR',
    ],
    [{ ...none, code: 'DENIED', caller: { kind: 'reset' } }, 'DENIED reset'],
    [{ ...none, code: 'INDETERMINATE', unknown: 'x', caller: unknown }, 'INDETERMINATE: x'],
    [
      {
        ...none,
        code: 'INDETERMINATE',
        unknown: 'x',
        caller: unknown,
        likely: { ...none, code: 'DENIED', caller: { kind: 'status', status: 403 } },
      },
      'INDETERMINATE, likely DENIED 403: x',
    ],
  ] as const)('%#: %s', (verdict, expected) => expect(verdictLine(verdict)).toBe(expected));
});

describe('the request is echoed in canonical form', () => {
  const plain: TraceRequest = {
    from: { kind: 'pod', namespace: 'web', name: 'a' },
    url: 'b',
    host: 'b',
    port: 80,
    transport: 'tcp',
    protocol: 'http/1.1',
    method: 'GET',
    authority: 'b',
    path: '/x?y=1',
    headers: [],
    sender: { uid: 'ordinary', gid: 'ordinary', mark: 0 },
    resolve: [],
    ctState: 'new',
    withReturn: false,
  };
  const tls = { sni: 'b', alpn: ['h2'] };
  const address = parseSocketAddress('10.0.0.9:81');
  test.each<[string, Partial<TraceRequest>, string | RegExp]>([
    ['the usual port is left out', {}, 'web/a -> GET http://b/x?y=1 HTTP/1.1'],
    ['another is not', { port: 81 }, 'web/a -> GET http://b:81/x?y=1 HTTP/1.1'],
    ['TLS', { tls, port: 443, protocol: 'h2' }, 'web/a -> GET https://b/x?y=1 HTTP/2'],
    ['TCP', { protocol: 'tcp', port: 6379 }, 'web/a -> tcp://b:6379'],
    ['UDP', { protocol: 'tcp', transport: 'udp', port: 53 }, 'web/a -> udp://b:53'],
    ['IPv6', { host: '2001:db8::1', authority: '[2001:db8::1]' }, 'web/a -> GET http://[2001:db8::1]/x?y=1 HTTP/1.1'],
    ['a node', { from: { kind: 'node', name: 'n' } }, 'node n -> GET http://b/x?y=1 HTTP/1.1'],
    ['outside', { from: { kind: 'outside', address: '192.0.2.1' } }, /^192\.0\.2\.1 \(outside\) -> /],
  ])('%s', (_, change, expected) => {
    const [title] = requestEcho({ ...plain, ...change });
    expect(title).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
  });

  test('what is particular has a line each', () =>
    expect(
      requestEcho({
        ...plain,
        authority: 'c',
        headers: [{ name: 'x-a', value: "it's" }],
        tls: { sni: '', alpn: [], as: 'web/a' },
        ...(address === undefined ? {} : { connectTo: address }),
        resolve: [{ host: 'b', port: 80, address: '10.0.0.1' }],
        sender: { uid: 5, gid: 6, mark: 0x539, container: 'app' },
        via: { namespace: 'istio-system', name: 'gw' },
        only: 'outbound',
        ctState: 'established',
      }).slice(1),
    ).toEqual([
      "-H 'Host: c'",
      String.raw`-H 'x-a: it'\''s'`,
      'TLS by the sender itself: SNI none, no ALPN, as web/a',
      'connects to 10.0.0.9:81',
      '--resolve b:80:10.0.0.1',
      'sent by container app, uid 5, gid 6, mark 0x539',
      'by way of istio-system/gw',
      'the outbound side only',
      'on a connection that is established already',
    ]));
});
