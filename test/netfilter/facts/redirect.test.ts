import { describe, expect, test } from 'vitest';
import { chooseLikeliest } from '../../../src/logic/Fork.js';
import type { Netns } from '../../../src/netfilter/walk/netns/Netns.js';
import { replyWalk } from '../../../src/netfilter/walk/replyWalk.js';
import { endOf, ip, listener, POD, walk } from '../walk/bench.js';
import { nat } from '../walk/rules.js';

/** What a real kernel (6.18, iptables 1.8.9) was seen to do, one line a row; the ids are those of the measured facts. */
describe('3.1 the new destination of REDIRECT', () => {
  const both = nat('OUTPUT -p tcp -j REDIRECT --to-ports 15001', 'PREROUTING -p tcp -j REDIRECT --to-ports 15006');
  test.each([
    '192.0.2.10:80',
    '10.0.0.1:80',
    '10.0.0.2:80',
    '10.0.0.3:80',
    '10.9.9.9:80',
    '127.0.0.9:80',
    '172.16.0.9:80',
  ])('A1 OUTPUT %s: 127.0.0.1 always', (to) => {
    const { end } = walk(both, `app tcp ${to}`);
    expect(end).toMatchObject({
      local: { ip: ip('127.0.0.1'), port: 15001 },
      originalDestination: { ip: ip(to.split(':')[0] ?? ''), port: 80 },
    });
  });
  test.each(['10.0.0.2', '10.0.0.3', '10.9.9.9', '198.51.100.7'])('A3 PREROUTING %s: the first address of eth0', (to) =>
    expect(endOf(walk(both, `peer tcp ${to}:8080`))).toBe('redirect 10.0.0.2:15006'),
  );
  test('A4 PREROUTING by an interface without IPv4: DROP', () =>
    expect(
      endOf(
        walk(
          { ...both, interfaces: [...POD.interfaces, { name: 'eth2', addresses: [] }] },
          'peer tcp 10.0.0.2:8080 by eth2',
        ),
      ),
    ).toBe('dropped timeout'));
  test('PREROUTING by an interface that is not known: unknown', () =>
    expect(endOf(walk(both, 'peer tcp 10.0.0.2:8080 by eth7'))).toBe(
      'unknown nat:PREROUTING:rule:1: the addresses of eth7 are not known',
    ));
  const six: Netns = {
    ...both,
    ruleSets: both.ruleSets.map((set) => ({
      ...set,
      family: 'ip6',
      tables: set.tables.map((table) => ({ ...table, family: 'ip6' })),
    })),
  };
  test.each(['[2001:db8::10]:80', '[fd00::2]:80', '[::1]:80', '[::6]:80'])('A2 OUTPUT %s: ::1 always', (to) => {
    const { end } = walk(six, `app tcp ${to}`);
    expect(endOf({ end })).toBe('redirect [::1]:15001');
    expect(end).toMatchObject({ originalDestination: { port: 80 } });
  });
  test.each(['[fd00::2]:8080', '[fd00::3]:8080'])('A5 PREROUTING %s: the newest global address', (to) =>
    expect(endOf(walk(six, `peer tcp ${to}`))).toBe('redirect [fd00::3]:15006'),
  );
  test('A6 PREROUTING of a link-local address: to a link-local one', () =>
    expect(endOf(walk(six, 'peer tcp [fe80::2]:8080 from fe80::1'))).toBe('redirect [fe80::2]:15006'));
  test.each(['tcp', 'udp'])('A1 A3 tcp and udp alike: %s', (protocol) => {
    const netns = nat(
      `OUTPUT -p ${protocol} -j REDIRECT --to-ports 15053`,
      `PREROUTING -p ${protocol} -j REDIRECT --to-ports 15053`,
    );
    expect(endOf(walk(netns, `app ${protocol} 192.0.2.10:80`))).toBe('redirect 127.0.0.1:15053');
    expect(endOf(walk(netns, `peer ${protocol} 10.0.0.3:80`))).toBe('redirect 10.0.0.2:15053');
  });
  test('N1 the source port and a bound address are kept', () => {
    expect(walk(both, 'app tcp 192.0.2.10:80 from 10.0.0.3').end).toMatchObject({
      source: { ip: ip('10.0.0.3'), port: 40000 },
    });
    expect(walk(both, 'peer tcp 10.0.0.2:80').end).toMatchObject({ source: { ip: ip('10.0.0.1'), port: 40000 } });
  });
  test('N1 the peer is the source that connect() chose', () => {
    expect(walk(both, 'app tcp 192.0.2.10:80').end).toMatchObject({ source: { ip: ip('10.0.0.2') } });
    expect(walk(both, 'app tcp 127.0.0.1:80').end).toMatchObject({ source: { ip: ip('127.0.0.1') } });
  });
  test('N3 a listener on :: takes redirected IPv4 connections unless it is v6only', () => {
    const rules = nat('OUTPUT -p tcp -j REDIRECT --to-ports 15001');
    const on = (v6only: boolean): Netns => ({ ...rules, sockets: [{ ...listener('tcp', '[::]:15001'), v6only }] });
    expect(walk(on(false), 'app tcp 192.0.2.10:80').end).toMatchObject({
      kind: 'local',
      originalDestination: { ip: ip('192.0.2.10'), port: 80 },
    });
    expect(endOf(walk(on(true), 'app tcp 192.0.2.10:80'))).toBe('rejected refused');
  });
  test('N9 a redirected UDP socket sees the new address, conntrack the dialled one', () =>
    expect(walk(nat('OUTPUT -p udp -j REDIRECT --to-ports 15053'), 'app udp 10.96.0.10:53').end).toMatchObject({
      local: { ip: ip('127.0.0.1'), port: 15053 },
      originalDestination: { ip: ip('10.96.0.10'), port: 53 },
    }));
  test('N4 without ports the port stays', () =>
    expect(endOf(walk(nat('OUTPUT -j REDIRECT'), 'app udp 192.0.2.10:53'))).toBe('redirect 127.0.0.1:53'));
  test.each([
    ['80', 'redirect 127.0.0.1:15001'],
    ['15006', 'redirect 127.0.0.1:15006'],
  ])('N5 a port range keeps a port inside it, else gives the first: %s', (port, end) =>
    expect(endOf(walk(nat('OUTPUT -p tcp -j REDIRECT --to-ports 15001-15006'), `app tcp 192.0.2.10:${port}`))).toBe(
      end,
    ),
  );
  test('N5 --random with one port gives it, with a range any of it', () => {
    const random = (ports: string): Netns => nat(`OUTPUT -p tcp -j REDIRECT --to-ports ${ports} --random`);
    expect(endOf(walk(random('15001'), 'app tcp 192.0.2.10:80'))).toBe('redirect 127.0.0.1:15001');
    const asked: string[] = [];
    walk(random('15001-15003'), 'app tcp 192.0.2.10:15002', (fork) => {
      asked.push(fork.branches.map(({ label }) => label).join(' '));
      return chooseLikeliest(fork);
    });
    expect(asked).toEqual(['15001 15002 15003']);
  });
  test('N6 of a remote client too', () =>
    expect(endOf(walk(nat('PREROUTING -p tcp -j REDIRECT --to-ports 15099'), 'peer tcp 10.0.0.2:80'))).toBe(
      'rejected refused',
    ));
  test.each([
    ['tcp', '192.0.2.10:80', '127.0.0.1:80'],
    ['icmp', '192.0.2.10:0', '127.0.0.1:0'],
  ])('N4 without ports %s: the port stays', (protocol, to, end) => {
    const netns = { ...nat('OUTPUT -j REDIRECT'), sockets: [listener('tcp', '0.0.0.0:80')] };
    expect(endOf(walk(netns, `root ${protocol} ${to}`))).toBe(`redirect ${end}`);
  });
  test('N6 nobody listens there: refused', () =>
    expect(endOf(walk(nat('OUTPUT -p tcp -j REDIRECT --to-ports 15099'), 'app tcp 192.0.2.10:80'))).toBe(
      'rejected refused',
    ));
  test('N7 a listener on 127.0.0.1 is enough for OUTPUT, not for PREROUTING', () => {
    const netns = { ...both, sockets: [listener('tcp', '127.0.0.1:15001'), listener('tcp', '127.0.0.1:15006')] };
    expect(endOf(walk(netns, 'app tcp 192.0.2.10:80'))).toBe('redirect 127.0.0.1:15001');
    expect(endOf(walk(netns, 'peer tcp 10.0.0.2:8080'))).toBe('rejected refused');
  });
  test('N8 a UDP answer from another address than it was asked on is not taken', () => {
    const netns = nat('OUTPUT -p udp -j REDIRECT --to-ports 15053');
    const first = walk(netns, 'app udp 192.0.2.10:53');
    expect(endOf(replyWalk(netns, first, chooseLikeliest))).toBe('direct 10.0.0.2:40000');
    expect(endOf(replyWalk(netns, first, chooseLikeliest, { source: ip('10.0.0.2') }))).toBe('unroutable timeout');
  });
});
