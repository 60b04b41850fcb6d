import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chosen, listenerOf, type ShortConnection, type ShortMatch } from './chains.js';
import { nestedMapLookup } from './nestedMaps.js';

const DESTINATIONS = ['0.0.0.0/0', '10.0.0.0/8', '10.1.0.0/16', '10.1.1.0/24', '10.1.1.1/32'];
const SOURCES = ['0.0.0.0/0', '9.0.0.0/8', '9.9.0.0/16', '127.0.0.0/8'];
const NAMES = ['a.x.com', '*.x.com', '*.com', 'b.com'];
const some = <T>(values: readonly T[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 });

const match: fc.Arbitrary<ShortMatch> = fc.record(
  {
    port: fc.constantFrom(80, 443),
    d: some(DESTINATIONS),
    sni: some(NAMES),
    transport: fc.constantFrom('tls', 'raw_buffer'),
    alpn: some(['h2', 'http/1.1', 'foo']),
    direct: some(SOURCES),
    type: fc.constantFrom('SAME_IP_OR_LOOPBACK' as const, 'EXTERNAL' as const),
    s: some(SOURCES),
    sourcePorts: some([1000, 2000]),
  },
  { requiredKeys: [] },
);

const address = (hosts: readonly string[], ports: readonly number[]) =>
  fc.tuple(fc.constantFrom(...hosts), fc.constantFrom(...ports)).map(([host, port]) => `${host}:${port}`);

const connection: fc.Arbitrary<ShortConnection> = fc.record(
  {
    d: address(['10.1.1.1', '10.1.2.1', '10.9.9.9', '8.8.8.8'], [80, 443, 81]),
    s: address(['9.9.9.9', '9.1.1.1', '127.0.0.1', '10.1.1.1', '8.8.4.4'], [1000, 2000, 3000]),
    direct: address(['127.0.0.1', '9.9.1.1'], [1]),
    sni: fc.constantFrom('a.x.com', 'b.x.com', 'b.com', 'c.org'),
    alpn: fc.uniqueArray(fc.constantFrom('h2', 'http/1.1', 'bar'), { maxLength: 3 }),
    transport: fc.constantFrom('tls', 'raw_buffer'),
  },
  { requiredKeys: ['d', 's'] },
);

it('nine levels without backtracking are nine nested maps', () => {
  fc.assert(
    fc.property(fc.array(match, { maxLength: 8 }), connection, (matches, about) => {
      const chains = new Map(matches.map((one, index) => [`c${index}`, one]));
      const listener = listenerOf({ ...Object.fromEntries(chains), default: {} });
      expect(chosen(listener, about)).toBe(nestedMapLookup(chains, about));
    }),
    { numRuns: 3000 },
  );
});
