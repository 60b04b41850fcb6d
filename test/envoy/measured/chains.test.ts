import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { PROXY_PROTOCOL, TLS_INSPECTOR } from '../../proof/envoy/gen/listeners.js';
import { chain, chainOf, hello, outcomesOf, PORT } from './ofListener.js';

/* Measured on Envoy 1.40.0, section B.2: which filter chain takes a connection. */

type Match = Readonly<Record<string, unknown>> & JsonObject;

const range = (cidr: string): JsonObject => {
  const [, address_prefix = '', length] = /^([^/]+)(?:\/(\d+))?$/.exec(cidr) ?? [];
  return { address_prefix, ...(length === undefined ? {} : { prefix_len: Number(length) }) };
};
const to = (...cidrs: readonly string[]): Match => ({ prefix_ranges: cidrs.map(range) });
const from = (...cidrs: readonly string[]): Match => ({ source_prefix_ranges: cidrs.map(range) });
const direct = (...cidrs: readonly string[]): Match => ({ direct_source_prefix_ranges: cidrs.map(range) });
const sni = (...server_names: readonly string[]): Match => ({ server_names });
const alpn = (...application_protocols: readonly string[]): Match => ({ application_protocols });
const port = (destination_port: number): Match => ({ destination_port });
const DEFAULT = { default_filter_chain: chain('default') };
const NONE = 'closed NR filter_chain_not_found';
const INSPECTED = { listener_filters: [PROXY_PROTOCOL, TLS_INSPECTOR] };

/** The chains by name, and what else the listener has. */
function took(
  chains: Readonly<Record<string, Match>>,
  addresses = '',
  client?: { readonly sni?: string; readonly alpn?: readonly string[] },
  more: JsonObject = {},
): string {
  const filter_chains = Object.entries(chains).map(([name, match]) => chain(name, match));
  const tls = client && { sni: client.sni ?? '', alpn: client.alpn ?? [] };
  return chainOf({ listener: { filter_chains, ...INSPECTED, ...more } }, hello(addresses, tls ? { tls } : {}));
}

describe('B.2 destination port and address', () => {
  test.each<[string, string, string]>([
    [
      'B.2 a port without a matching leaf leads to the default, never to {}',
      took({ p: { ...port(80), ...sni('a.com') }, rest: {} }, 'd=10.0.0.1:80', {}, DEFAULT),
      'default',
    ],
    [
      'B.2 without default: closed NR',
      took({ p: { ...port(80), ...to('10.0.0.0/8') }, rest: {} }, 'd=11.0.0.1:80'),
      NONE,
    ],
    [
      'B.2 no backtrack to the wider range',
      took(
        { a: to('10.0.0.0/8'), b: { ...to('10.0.1.0/24'), ...from('1.1.1.1/32') }, c: to('0.0.0.0/0') },
        'd=10.0.1.1:80',
        undefined,
        DEFAULT,
      ),
      'default',
    ],
    ['B.2 a range is masked', took({ a: to('10.7.9.9/16') }, 'd=10.7.1.1:80'), 'a'],
    ['B.2 a range without prefix_len takes all', took({ a: to('10.0.0.1') }, 'd=11.0.0.1:80'), 'a'],
    ['B.2 prefix_len 33 is 32: hit', took({ a: to('10.0.0.1/33') }, 'd=10.0.0.1:80'), 'a'],
    ['B.2 prefix_len 33 is 32: miss', took({ a: to('10.0.0.1/33') }, 'd=10.0.0.2:80'), NONE],
    [
      'B.2 0.0.0.0/0 is no IPv6',
      took({ a: to('0.0.0.0/0') }, 'd=[fd00::1]:80 s=[fd00::2]:5', undefined, DEFAULT),
      'default',
    ],
    ['B.2 ::/0 is no IPv4', took({ a: to('::/0') }, 'd=10.0.0.1:80', undefined, DEFAULT), 'default'],
    [
      'B.2 a mapped address is IPv6',
      took({ a: to('10.0.0.0/8'), b: to('::ffff:10.0.0.0/104') }, 'd=[::ffff:10.0.0.1]:80 s=[::1]:5'),
      'b',
    ],
    [
      'B.2 {} and 0.0.0.0/0: differs between starts',
      took({ a: {}, b: to('0.0.0.0/0') }),
      'unknown filter chain: chains without ranges and with 0.0.0.0/0 share one place in the trie',
    ],
    [
      'B.2 the /32 chain, though another has the name',
      took({ a: to('10.0.0.1/32'), b: sni('a.com'), c: {} }, 'd=10.0.0.1:80', { sni: 'a.com' }),
      'a',
    ],
  ])('%s', (_row, got, expected) => expect(got).toBe(expected));

  test('B.2 a client of IPv4 on a socket of both families is IPv4', () => {
    const listener = {
      address: { socket_address: { address: '::', port_value: PORT, ipv4_compat: true } },
      listener_filters: [],
      filter_chains: [chain('mapped', to('::ffff:127.0.0.0/104')), chain('four', to('127.0.0.0/8'))],
    };
    expect(chainOf({ listener }, { bytes: 'hello' })).toBe('four');
  });
});

describe('B.2 names and protocols', () => {
  const NAMES = {
    exact: sni('A.Example.com'),
    example: sni('*.example.com'),
    b: sni('*.b.example.com'),
    com: sni('*.com'),
    rest: {},
  };
  const H = { h2: alpn('h2'), h1: alpn('http/1.1', 'http/1.0'), rest: {} };
  test.each<[string, string, string]>([
    ['B.2 SNI A.EXAMPLE.COM', took(NAMES, '', { sni: 'A.EXAMPLE.COM' }), 'exact'],
    ['B.2 SNI b.example.com', took(NAMES, '', { sni: 'b.example.com' }), 'example'],
    ['B.2 SNI q.b.example.com', took(NAMES, '', { sni: 'q.b.example.com' }), 'b'],
    ['B.2 SNI x.y.z.example.com', took(NAMES, '', { sni: 'x.y.z.example.com' }), 'example'],
    ['B.2 SNI example.com', took(NAMES, '', { sni: 'example.com' }), 'com'],
    [
      'B.2 the name with another ALPN: closed NR',
      took({ a: { ...sni('a.example.com'), ...alpn('h2') }, b: sni('*.example.com'), c: {} }, '', {
        sni: 'a.example.com',
        alpn: ['http/1.1'],
      }),
      NONE,
    ],
    [
      'B.2 TLS without inspector is raw',
      took(
        { tls: { transport_protocol: 'tls' }, raw: { transport_protocol: 'raw_buffer' }, a: sni('a.com') },
        '',
        { sni: 'a.com' },
        { listener_filters: [PROXY_PROTOCOL] },
      ),
      'raw',
    ],
    ['B.2 TLS with it', took({ raw: { transport_protocol: 'raw_buffer' }, rest: {} }, '', { sni: 'a.com' }), 'rest'],
    ['B.2 ALPN [http/1.1,h2]', took(H, '', { alpn: ['http/1.1', 'h2'] }), 'h1'],
    ['B.2 ALPN [h2,http/1.1]', took(H, '', { alpn: ['h2', 'http/1.1'] }), 'h2'],
    ['B.2 ALPN [foo,h2]', took(H, '', { alpn: ['foo', 'h2'] }), 'h2'],
    ['B.2 ALPN [foo]', took(H, '', { alpn: ['foo'] }), 'rest'],
    ['B.2 ALPN [H2]', took(H, '', { alpn: ['H2'] }), 'rest'],
    [
      'B.2 the first ALPN with an entry, no backtrack',
      took(
        { foo: { ...alpn('foo'), ...from('9.9.9.9/32') }, h2: alpn('h2'), rest: {} },
        '',
        { alpn: ['foo', 'h2'] },
        DEFAULT,
      ),
      'default',
    ],
  ])('%s', (_row, got, expected) => expect(got).toBe(expected));
});

describe('B.2 sources', () => {
  const local = { source_type: 'SAME_IP_OR_LOOPBACK' };
  const external = { source_type: 'EXTERNAL' };
  const TYPES = { local, external, any: {} };
  test.each<[string, string, string]>([
    ['B.2 the peer is 127.0.0.1', took(TYPES, 's=127.0.0.1:5'), 'local'],
    ['B.2 source and destination are one', took(TYPES, 'd=10.0.0.1:80 s=10.0.0.1:5'), 'local'],
    ['B.2 another source', took(TYPES, 's=1.2.3.4:5'), 'external'],
    ['B.2 127.0.0.9 is another', took(TYPES, 'd=10.0.0.1:80 s=127.0.0.9:5'), 'external'],
    ['B.2 LOCAL and ANY, from outside', took({ local, any: {} }, 's=1.2.3.4:5'), 'any'],
    [
      'B.2 EXTERNAL below which nothing fits',
      took({ external: { ...external, ...from('9.0.0.0/8') }, any: {} }, 's=1.2.3.4:5', undefined, DEFAULT),
      'default',
    ],
    ['B.2 the peer of the socket', took({ a: direct('127.0.0.1/32'), b: direct('192.168.0.0/16') }), 'a'],
    ['B.2 the source that the PROXY header says', took({ a: from('192.168.0.0/16'), b: from('127.0.0.0/8') }), 'a'],
    [
      'B.2 the right address, another port',
      took({ a: { ...from('192.168.1.1/32'), source_ports: [5555] }, b: {} }, 's=192.168.1.1:6666', undefined, DEFAULT),
      'default',
    ],
  ])('%s', (_row, got, expected) => expect(got).toBe(expected));
});

test('B.2 a chain without filters closes at once', () => {
  const listener = { filter_chains: [chain('empty', {}, { filters: [] })] };
  expect(outcomesOf({ listener }, hello())).toMatchObject([{ chain: 'empty', status: 'closed', flags: '' }]);
});

test('B.2 no chain but a default one', () => {
  expect(chainOf({ listener: { filter_chains: [], ...DEFAULT } }, hello())).toBe('default');
});
