import { describe, expect, test } from 'vitest';
import { chooseLikeliest } from '../../../src/logic/Fork.js';
import type { Netns } from '../../../src/netfilter/walk/netns/Netns.js';
import { nextPacketWalk } from '../../../src/netfilter/walk/nextPacketWalk.js';
import { replyWalk } from '../../../src/netfilter/walk/replyWalk.js';
import { endOf, listener, path, POD, walk } from '../walk/bench.js';
import { FILTER, MANGLE, NAT, nat, pod, RAW, rows, TRACKED } from '../walk/rules.js';

/** What a real kernel (6.18, iptables 1.8.9) was seen to do, one line a row; the ids are those of the measured facts. */
describe('1 conntrack and nat', () => {
  const redirect = nat('OUTPUT -p tcp -j REDIRECT --to-ports 15001', 'PREROUTING -p tcp -j REDIRECT --to-ports 15006');

  test('H3 three connections: nat is asked thrice, mangle for every packet', () => {
    const netns = pod(rows(NAT, 'OUTPUT -p tcp') + rows(MANGLE, 'OUTPUT -p tcp') + TRACKED);
    const packets = [1, 2, 3].flatMap(() => {
      const first = walk(netns, 'app tcp 192.0.2.10:80');
      const reply = replyWalk(netns, first, chooseLikeliest);
      return [first, reply, nextPacketWalk(netns, reply, chooseLikeliest)];
    });
    const hits = (rule: string): number => packets.filter((one) => path(one).includes(rule)).length;
    expect([hits('nat OUTPUT:1'), hits('mangle OUTPUT:1')]).toEqual([3, 6]);
  });

  test('H4 a UDP flow that found no rule keeps its server when a rule is loaded', () => {
    const to = nat('OUTPUT -p udp -j DNAT --to-destination 203.0.113.5');
    const before = pod(TRACKED);
    const reply = replyWalk(before, walk(before, 'app udp 192.0.2.10:53'), chooseLikeliest);
    expect(endOf(nextPacketWalk(to, reply, chooseLikeliest))).toBe('wire eth0 192.0.2.10:53');
    expect(endOf(walk(to, 'app udp 192.0.2.10:53'))).toBe('wire eth0 203.0.113.5:53');
  });

  test('H7 each family has conntrack of its own', () => {
    const six = pod(rows(NAT.replace(':OUTPUT ACCEPT', ':OUTPUT DROP')));
    const family6: Netns = {
      ...six,
      ruleSets: [
        ...six.ruleSets.map((set) => ({
          ...set,
          family: 'ip6' as const,
          tables: set.tables.map((table) => ({ ...table, family: 'ip6' as const })),
        })),
        ...pod(TRACKED).ruleSets,
      ],
    };
    expect(endOf(walk(family6, 'app tcp [2001:db8::10]:80'))).toBe('wire eth0 [2001:db8::10]:80');
  });

  describe('H8 TCP packets without a flow', () => {
    test.each([
      ['SYN', 'nat PREROUTING:1 => redirect 10.0.0.2:15006'],
      ['ACK', 'nat PREROUTING:1 => rejected reset'],
      ['SYN+ACK', ' => rejected reset'],
      ['FIN+ACK', ' => rejected reset'],
      ['RST', ' => unroutable timeout'],
      ['none', ' => unroutable timeout'],
      ['SYN+FIN', ' => unroutable timeout'],
    ])('%s: %s', (flags, expected) => {
      const result = walk(redirect, `peer tcp 10.0.0.2:8080 flags ${flags}`);
      expect(`${path(result)} => ${endOf(result)}`).toBe(expected);
    });
    test.each([
      ['SYN', 'NEW'],
      ['ACK', 'NEW'],
      ['SYN+ACK', 'INVALID'],
      ['FIN+ACK', 'INVALID'],
      ['RST', 'INVALID'],
      ['none', 'INVALID'],
      ['SYN+FIN', 'INVALID'],
    ])('%s is %s', (flags, state) => {
      const netns = pod(rows(MANGLE, `PREROUTING -m conntrack --ctstate ${state}`));
      expect(path(walk(netns, `peer tcp 10.0.0.2:8080 flags ${flags}`))).toBe('mangle PREROUTING:1');
    });
    test('a bare ACK leaves redirected, a SYN+ACK as it is', () => {
      expect(path(walk(redirect, 'app tcp 192.0.2.10:80 flags ACK'))).toBe('nat OUTPUT:1');
      expect(endOf(walk(redirect, 'app tcp 192.0.2.10:80 flags SYN+ACK'))).toBe('wire eth0 192.0.2.10:80');
    });
  });

  test('H9 NOTRACK: ctstate UNTRACKED', () => {
    const states = ['NEW', 'INVALID', 'UNTRACKED'].map((one) => `OUTPUT -m conntrack --ctstate ${one}`);
    const netns = pod(rows(RAW, 'OUTPUT -j CT --notrack') + rows(MANGLE, ...states));
    expect(path(walk(netns, 'app tcp 192.0.2.10:80'))).toBe('raw OUTPUT:1 mangle OUTPUT:3');
  });

  test('H10 ICMP passes nat:OUTPUT: DNAT without ports', () =>
    expect(endOf(walk(nat('OUTPUT -j DNAT --to-destination 10.0.0.3'), 'root icmp 192.0.2.10:0'))).toBe(
      'dnat 10.0.0.3:0',
    ));

  test('H15 without conntrack a later fragment matches -f and no port, with it neither is so', () => {
    const rules = rows(RAW, 'PREROUTING -f', 'PREROUTING -p udp --dport 53', 'PREROUTING -p udp ! --dport 53');
    const whole = rows(FILTER, 'INPUT -f', 'INPUT -p udp --dport 53');
    expect(path(walk(pod(rules + whole), 'peer udp 10.0.0.2:53 fragment'))).toBe('raw PREROUTING:1 filter INPUT:2');
    expect(path(walk(pod(rules + whole), 'peer udp 10.0.0.2:53'))).toBe('raw PREROUTING:2 filter INPUT:2');
    const tracked = rules + rows(FILTER, 'INPUT -m conntrack --ctstate NEW');
    expect(path(walk(pod(tracked), 'peer udp 10.0.0.2:53 fragment'))).toBe('raw PREROUTING:2 filter INPUT:1');
  });
});

describe('3 nat: SO_ORIGINAL_DST and the answers of UDP servers', () => {
  const dialled = (netns: Netns, words: string): string => {
    const { end } = walk(netns, words);
    if (end.kind !== 'local') return end.kind;
    return end.hasOriginalDst ? `${end.originalDestination.ip.text}:${end.originalDestination.port}` : 'ENOENT';
  };
  test('N2 SO_ORIGINAL_DST without conntrack is ENOENT, without nat the actual destination', () => {
    expect(dialled(POD, 'app tcp 10.0.0.2:8080')).toBe('ENOENT');
    expect(dialled(pod(TRACKED), 'app tcp 10.0.0.2:8080')).toBe('10.0.0.2:8080');
    expect(dialled(nat('OUTPUT -p tcp -j REDIRECT --to-ports 15001'), 'app tcp 192.0.2.10:80')).toBe('192.0.2.10:80');
    expect(dialled(pod(TRACKED + rows(RAW, 'PREROUTING -j CT --notrack')), 'peer tcp 10.0.0.2:8080')).toBe('ENOENT');
  });
  test('N2 nor of a flow in another zone', () =>
    expect(dialled(pod(rows(RAW, 'PREROUTING -j CT --zone 1')), 'peer tcp 10.0.0.2:8080')).toBe('ENOENT'));

  const server = (address: string): Netns => ({
    ...nat('OUTPUT -p udp -j REDIRECT --to-ports 15053'),
    sockets: [listener('udp', address)],
  });
  test.each([
    ['on 0.0.0.0, without IP_PKTINFO', '0.0.0.0:15053', true, 'unroutable timeout'],
    ['on 0.0.0.0, with IP_PKTINFO', '0.0.0.0:15053', false, 'direct 10.0.0.2:40000'],
    ['on 127.0.0.1', '127.0.0.1:15053', true, 'direct 10.0.0.2:40000'],
  ])('N8 a UDP server %s: %s', (_, address, withoutPktinfo, end) => {
    const netns = server(address);
    const first = walk(netns, 'app udp 192.0.2.10:53');
    expect(endOf(replyWalk(netns, first, chooseLikeliest, { withoutPktinfo }))).toBe(end);
  });
});
