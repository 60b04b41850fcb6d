import { describe, expect, it } from 'vitest';
import { matchFilterChain } from '../../../src/envoy/chain/matchFilterChain.js';
import { chosen, connectionOf, listenerOf, type Chains, type ShortConnection } from './chains.js';

const NAMES: Chains = {
  exact: { sni: ['A.Example.com'] },
  sub: { sni: ['*.example.com'] },
  deep: { sni: ['*.b.example.com'] },
  com: { sni: ['*.com'] },
  any: {},
};
const ALPN: Chains = { h2: { alpn: ['h2'] }, h1: { alpn: ['http/1.1', 'http/1.0'] }, any: {} };
const TYPES: Chains = { local: { type: 'SAME_IP_OR_LOOPBACK' }, external: { type: 'EXTERNAL' }, any: {} };

describe('filter_chain_match', () => {
  it.each<[string, Chains, ShortConnection, string]>([
    ['a port that is named is searched alone', { a: { port: 80, sni: ['a.com'] }, b: {}, default: {} }, {}, 'default'],
    [
      'and without a default it is closed',
      { a: { port: 80, d: ['10.0.0.0/8'] }, b: {} },
      { d: '11.0.0.1:80' },
      'closed',
    ],
    ['a port that nobody names', { a: { port: 80 }, b: {} }, { d: '10.0.0.1:81' }, 'b'],
    [
      'no way back to a shorter prefix',
      { a: { d: ['10.0.0.0/8'] }, b: { d: ['10.0.1.0/24'], s: ['1.1.1.1/32'] }, c: { d: ['0.0.0.0/0'] }, default: {} },
      { d: '10.0.1.1:80' },
      'default',
    ],
    ['host bits of a prefix are masked', { a: { d: ['10.7.9.9/16'] } }, { d: '10.7.1.1:80' }, 'a'],
    ['a prefix without length holds everything', { a: { d: ['10.0.0.1'] } }, { d: '11.0.0.1:80' }, 'a'],
    ['a length beyond the family is clamped', { a: { d: ['10.0.0.1/33'] } }, { d: '10.0.0.1:80' }, 'a'],
    ['and holds nothing else', { a: { d: ['10.0.0.1/33'] }, default: {} }, { d: '10.0.0.2:80' }, 'default'],
    ['0.0.0.0/0 holds no IPv6', { a: { d: ['0.0.0.0/0'] }, default: {} }, { d: '[2001:db8::1]:80' }, 'default'],
    ['::/0 holds no IPv4', { a: { d: ['::/0'] }, default: {} }, {}, 'default'],
    [
      'a mapped address is compared as IPv6',
      { a: { d: ['10.0.0.0/8'] }, b: { d: ['::ffff:10.0.0.0/104'] } },
      { d: '[::ffff:10.0.0.1]:80' },
      'b',
    ],
    ['no range and 0.0.0.0/0 share one place', { a: {}, b: { d: ['0.0.0.0/0'] } }, {}, 'unknown'],
    ['a longer prefix beside both decides', { a: {}, b: { d: ['0.0.0.0/0'] }, c: { d: ['10.0.0.0/8'] } }, {}, 'c'],
    ['SNI without case', NAMES, { sni: 'A.EXAMPLE.COM' }, 'exact'],
    ['SNI by suffix', NAMES, { sni: 'b.example.com' }, 'sub'],
    ['SNI by the longest suffix', NAMES, { sni: 'q.b.example.com' }, 'deep'],
    ['a suffix at any depth', NAMES, { sni: 'x.y.z.example.com' }, 'sub'],
    ['*.example.com does not hold example.com', NAMES, { sni: 'example.com' }, 'com'],
    ['no SNI', NAMES, {}, 'any'],
    [
      'an SNI hit whose lower level fails is closed',
      { a: { sni: ['a.example.com'], alpn: ['h2'] }, b: { sni: ['*.example.com'] }, c: {} },
      { sni: 'a.example.com', alpn: ['http/1.1'] },
      'closed',
    ],
    [
      'TLS that nobody inspected is raw',
      { t: { transport: 'tls' }, r: { transport: 'raw_buffer' }, s: { sni: ['a.com'] } },
      {},
      'r',
    ],
    [
      'no transport takes what has none of its own',
      { r: { transport: 'raw_buffer' }, any: {} },
      { transport: 'tls' },
      'any',
    ],
    ["the client's order of ALPN decides", ALPN, { alpn: ['http/1.1', 'h2'] }, 'h1'],
    ["not the chains' order", ALPN, { alpn: ['h2', 'http/1.1'] }, 'h2'],
    ['ALPN that nobody has is skipped', ALPN, { alpn: ['foo', 'h2'] }, 'h2'],
    ['no ALPN in common', ALPN, { alpn: ['foo'] }, 'any'],
    ['ALPN has case', ALPN, { alpn: ['H2'] }, 'any'],
    [
      'the first ALPN with a chain, no way back',
      { a: { alpn: ['foo'], s: ['9.9.9.9/32'] }, b: { alpn: ['h2'] }, c: {}, default: {} },
      { alpn: ['foo', 'h2'] },
      'default',
    ],
    ['loopback is local', TYPES, { s: '127.0.0.1:5' }, 'local'],
    ['IPv6 loopback is local', TYPES, { s: '[::1]:5', d: '[2001:db8::1]:80' }, 'local'],
    ['the same address is local', TYPES, { s: '10.0.0.1:5' }, 'local'],
    ['another address is external', TYPES, { s: '1.2.3.4:5' }, 'external'],
    ['127.0.0.9 is external', TYPES, { s: '127.0.0.9:5' }, 'external'],
    ['without addresses it is external', TYPES, { s: '255.255.255.255:0', d: '255.255.255.255:0' }, 'external'],
    ['ANY where the own type has no chain', { local: { type: 'SAME_IP_OR_LOOPBACK' }, any: {} }, {}, 'any'],
    [
      'ANY is dead where it has one',
      { external: { type: 'EXTERNAL', s: ['9.0.0.0/8'] }, any: {}, default: {} },
      { s: '1.2.3.4:5' },
      'default',
    ],
    [
      'direct source: the peer of the socket',
      { peer: { direct: ['127.0.0.1/32'] }, header: { direct: ['192.168.0.0/16'] } },
      { direct: '127.0.0.1:9' },
      'peer',
    ],
    [
      "source: PROXY protocol's address",
      { header: { s: ['192.168.0.0/16'] }, peer: { s: ['127.0.0.0/8'] } },
      { direct: '127.0.0.1:9' },
      'header',
    ],
    [
      'the right source, the wrong port',
      { a: { s: ['192.168.1.1/32'], sourcePorts: [5556] }, b: {}, default: {} },
      {},
      'default',
    ],
    ['the right source and port', { a: { s: ['192.168.1.1/32'], sourcePorts: [5, 5555] }, b: {} }, {}, 'a'],
    [
      'the prefix comes before the SNI',
      { a: { d: ['10.0.0.1/32'] }, b: { sni: ['a.com'] }, c: {} },
      { sni: 'a.com' },
      'a',
    ],
    ['several values file a chain several times', { a: { sni: ['a.com', 'b.com'] }, b: {} }, { sni: 'b.com' }, 'a'],
    ['only a default chain', { default: {} }, {}, 'default'],
    ['no address: only /0 and no port', { a: { port: 80 }, b: { d: ['0.0.0.0/0'] } }, { d: '255.255.255.255:0' }, 'b'],
  ])('%s', (_rule, chains, connection, expected) => {
    expect(chosen(listenerOf(chains), connection)).toBe(expected);
  });

  it('tells each level that held and why the nearest chain lost', () => {
    const listener = listenerOf({ a: { port: 80, sni: ['a.com'] }, b: { port: 80, sni: ['b.com'] }, c: { port: 81 } });
    const { because, skipped, at } = matchFilterChain(listener, connectionOf({ sni: 'b.com' }));
    expect(at).toBe('/filter_chains/1');
    expect(because.map(({ name, expected, got }) => [name, expected, got])).toEqual([
      ['destination_port', '80', '80'],
      ['server_names', 'b.com', 'b.com'],
    ]);
    expect(skipped.map(({ what, failed }) => [what, failed.name, failed.got])).toEqual([
      ['filter chain a', 'server_names', 'b.com'],
      ['filter chain c', 'destination_port', '80'],
    ]);
  });

  it('says that a chain which fits lost to a more specific one', () => {
    const listener = listenerOf({ wide: { d: ['10.0.0.0/8'] }, narrow: { d: ['10.0.0.0/16'] } });
    const { skipped } = matchFilterChain(listener, connectionOf({}));
    expect(skipped[0]?.failed.note).toBe('a more specific chain took the connection at this level');
  });

  it.each<[string, string, string]>([
    ['a chain that could match and has a field that is not modelled', '10.0.0.1:80', 'unknown'],
    ['one of another port is of no concern', '10.0.0.1:81', 'other'],
  ])('%s', (_rule, d, expected) => {
    const odd = { name: 'odd', filter_chain_match: { destination_port: 80, address_suffix: '10.0.0.1' } };
    const listener = listenerOf({}, { filter_chains: [odd, { name: 'other' }] });
    expect(chosen(listener, { d })).toBe(expected);
  });

  it('a level at which what a chain asks for cannot be read is not decided', () => {
    const odd = { name: 'odd', filter_chain_match: { destination_port: { not: 'a port' } } };
    const listener = listenerOf(
      {},
      { filter_chains: [odd, { name: 'other', filter_chain_match: { destination_port: 80 } }] },
    );
    expect(chosen(listener, { d: '10.0.0.1:80' })).toBe('unknown');
  });
});
