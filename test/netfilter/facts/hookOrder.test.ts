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
  test.each(['nft', 'legacy'] as const)('O1 out, %s', (backend) =>
    expect(order(all(backend), 'app tcp 192.0.2.10:80')).toBe(OUT),
  );
  test.each(['10.0.0.2:8080', '10.0.0.3:8080', '127.0.0.1:8080', '10.9.9.9:8080'])(
    'O4 to itself, %s: over lo without nat',
    (to) =>
      expect(order(all('nft'), `app tcp ${to}`)).toBe(
        `${OUT} raw:PREROUTING mangle:PREROUTING mangle:INPUT filter:INPUT security:INPUT`,
      ),
  );
  const IN = 'raw:PREROUTING mangle:PREROUTING nat:PREROUTING mangle:INPUT filter:INPUT';
  test('O2 H2 in, nft: nat before security', () =>
    expect(order(all('nft'), 'peer tcp 10.0.0.2:8080')).toBe(`${IN} nat:INPUT security:INPUT`));
  test('O2 H2 in, legacy: security before nat', () =>
    expect(order(all('legacy'), 'peer tcp 10.0.0.2:8080')).toBe(`${IN} security:INPUT nat:INPUT`));
  test('O3 forwarded', () =>
    expect(order(all('nft'), 'node tcp 192.0.2.10:80 by eth1')).toBe(
      'raw:PREROUTING mangle:PREROUTING nat:PREROUTING mangle:FORWARD filter:FORWARD security:FORWARD mangle:POSTROUTING nat:POSTROUTING',
    ));
  test('O5 in, closed port: all chains, then refused', () => {
    expect(order(all('nft'), 'peer tcp 10.0.0.2:9')).toBe(`${IN} nat:INPUT security:INPUT`);
    expect(endOf(walk(all('nft'), 'peer tcp 10.0.0.2:9'))).toBe('rejected refused');
  });
  test('O3 in FORWARD both -i and -o are set', () => {
    const rules = '*mangle\n:FORWARD ACCEPT [0:0]\n-A FORWARD -i eth1 -o eth0\nCOMMIT\n';
    expect(order(pod(rules), 'node tcp 192.0.2.10:80 by eth1')).toBe('mangle:FORWARD');
  });
  const six = (backend: 'nft' | 'legacy'): Netns => ({
    ...POD,
    ruleSets: all(backend).ruleSets.map((set) => ({
      ...set,
      family: 'ip6',
      tables: set.tables.map((table) => ({ ...table, family: 'ip6' })),
    })),
  });
  const BACK = 'raw:PREROUTING mangle:PREROUTING mangle:INPUT filter:INPUT security:INPUT';
  test.each([
    ['app udp 192.0.2.10:53', all('nft'), OUT],
    ['app udp 10.0.0.2:8080', all('nft'), `${OUT} ${BACK}`],
    ['peer udp 10.0.0.2:8080', all('nft'), `${IN} nat:INPUT security:INPUT`],
    ['peer udp 10.0.0.2:8080', all('legacy'), `${IN} security:INPUT nat:INPUT`],
    ['app tcp [2001:db8::10]:80', six('nft'), OUT],
    ['app tcp [::1]:8080', six('nft'), `${OUT} ${BACK}`],
    ['app tcp [fd00::2]:8080', six('legacy'), `${OUT} ${BACK}`],
    ['peer tcp [fd00::2]:8080', six('nft'), `${IN} nat:INPUT security:INPUT`],
    ['peer tcp [fd00::2]:8080', six('legacy'), `${IN} security:INPUT nat:INPUT`],
  ])('O6 UDP and IPv6 are the same: %s', (packet, netns, chains) => expect(order(netns, packet)).toBe(chains));
  test.each([
    ['nat', 'PREROUTING INPUT OUTPUT POSTROUTING'],
    ['mangle', 'PREROUTING INPUT FORWARD OUTPUT POSTROUTING'],
    ['filter', 'INPUT FORWARD OUTPUT'],
    ['security', 'INPUT FORWARD OUTPUT'],
    ['raw', 'PREROUTING OUTPUT'],
  ])('H1 the built-in chains of %s', (table, chains) =>
    expect(HOOKS.filter((hook) => builtinChain(table, hook, 'nft') !== undefined).join(' ')).toBe(chains),
  );
  test.each([
    ['raw', 'OUTPUT', -300],
    ['mangle', 'OUTPUT', -150],
    ['nat', 'OUTPUT', -100],
    ['nat', 'PREROUTING', -100],
    ['filter', 'OUTPUT', 0],
    ['nat', 'INPUT', 100],
    ['nat', 'POSTROUTING', 100],
    ['security', 'INPUT', 150],
  ] as const)('H2 %s %s has priority %i', (table, hook, priority) =>
    expect(builtinChain(table, hook, 'nft')?.priority).toBe(priority),
  );
});
