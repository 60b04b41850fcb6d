import { describe, expect, test } from 'vitest';
import { builtinChain } from '../../../src/netfilter/model/builtinChain.js';
import { HOOKS } from '../../../src/netfilter/model/Hook.js';
import type { Netns } from '../../../src/netfilter/walk/netns/Netns.js';
import { coordinates, endOf, POD, walk } from '../walk/bench.js';
import { TRACKED, pod } from '../walk/rules.js';

/** What a real kernel (6.18, iptables 1.8.9) was seen to do, one line a row; the ids are those of the measured facts. */
describe('1.1 the order of chains', () => {
  const chains = (table: string, names: readonly string[]): string =>
    `*${table}\n${names.map((name) => `:${name} ACCEPT [0:0]\n`).join('')}${names.map((name) => `-A ${name}\n`).join('')}COMMIT\n`;
  const all = (backend: 'nft' | 'legacy'): Netns =>
    pod(
      chains('raw', ['PREROUTING', 'OUTPUT']) +
        chains('mangle', ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING']) +
        chains('nat', ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING']) +
        chains('filter', ['INPUT', 'FORWARD', 'OUTPUT']) +
        chains('security', ['INPUT', 'FORWARD', 'OUTPUT']) +
        TRACKED.replace('*filter', '*mangle').replace(/:(INPUT|FORWARD|OUTPUT) .*\n/g, ''),
      POD,
      backend,
    );
  const OUT = 'raw:OUTPUT mangle:OUTPUT nat:OUTPUT filter:OUTPUT security:OUTPUT mangle:POSTROUTING nat:POSTROUTING';
  const order = (netns: Netns, packet: string): string =>
    coordinates(walk(netns, packet))
      .filter((coordinate) => coordinate.includes(':rule:'))
      .map((coordinate) => coordinate.replace(':rule:1', ''))
      .join(' ');
  test.each(['nft', 'legacy'] as const)('out, %s', (backend) =>
    expect(order(all(backend), 'app tcp 192.0.2.10:80')).toBe(OUT),
  );
  test.each(['10.0.0.2:8080', '127.0.0.1:8080', '10.9.9.9:8080'])('to itself, %s: over lo without nat', (to) =>
    expect(order(all('nft'), `app tcp ${to}`)).toBe(
      `${OUT} raw:PREROUTING mangle:PREROUTING mangle:INPUT filter:INPUT security:INPUT`,
    ),
  );
  const IN = 'raw:PREROUTING mangle:PREROUTING nat:PREROUTING mangle:INPUT filter:INPUT';
  test('in, nft: nat before security', () =>
    expect(order(all('nft'), 'peer tcp 10.0.0.2:8080')).toBe(`${IN} nat:INPUT security:INPUT`));
  test('in, legacy: security before nat', () =>
    expect(order(all('legacy'), 'peer tcp 10.0.0.2:8080')).toBe(`${IN} security:INPUT nat:INPUT`));
  test('forwarded', () =>
    expect(order(all('nft'), 'node tcp 192.0.2.10:80 by eth1')).toBe(
      'raw:PREROUTING mangle:PREROUTING nat:PREROUTING mangle:FORWARD filter:FORWARD security:FORWARD mangle:POSTROUTING nat:POSTROUTING',
    ));
  test('in, closed port: all chains, then refused', () => {
    expect(order(all('nft'), 'peer tcp 10.0.0.2:9')).toBe(`${IN} nat:INPUT security:INPUT`);
    expect(endOf(walk(all('nft'), 'peer tcp 10.0.0.2:9'))).toBe('rejected refused');
  });
  test.each([
    ['nat', 'PREROUTING INPUT OUTPUT POSTROUTING'],
    ['mangle', 'PREROUTING INPUT FORWARD OUTPUT POSTROUTING'],
    ['filter', 'INPUT FORWARD OUTPUT'],
    ['security', 'INPUT FORWARD OUTPUT'],
    ['raw', 'PREROUTING OUTPUT'],
  ])('H1 the built-in chains of %s', (table, chains) =>
    expect(HOOKS.filter((hook) => builtinChain(table, hook, 'nft') !== undefined).join(' ')).toBe(chains),
  );
});
