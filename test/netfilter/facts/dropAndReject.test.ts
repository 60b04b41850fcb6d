import { describe, expect, test } from 'vitest';
import { endOf, iptables, POD, walk } from '../walk/bench.js';
import { FILTER, MANGLE, RAW, rows, pod, filter } from '../walk/rules.js';

/** What a real kernel (6.18, iptables 1.8.9) was seen to do, one line a row; the ids are those of the measured facts. */
describe('2.1 what the sender sees', () => {
  test.each([
    ['DROP in OUTPUT', filter('OUTPUT -j DROP'), '192.0.2.10:80', 'dropped timeout', 'dropped EPERM'],
    ['DROP in raw', pod(rows(RAW, 'OUTPUT -j DROP')), '192.0.2.10:80', 'dropped timeout', 'dropped EPERM'],
    [
      'DROP in POSTROUTING',
      pod(rows(MANGLE, 'POSTROUTING -j DROP')),
      '192.0.2.10:80',
      'dropped timeout',
      'dropped EPERM',
    ],
    ['DROP in INPUT over lo', filter('INPUT -j DROP'), '10.0.0.2:8080', 'dropped timeout', 'dropped timeout'],
    ['REJECT in OUTPUT', filter('OUTPUT -j REJECT'), '192.0.2.10:80', 'rejected refused', 'rejected EPERM'],
    ['REJECT in INPUT', filter('INPUT -j REJECT'), '10.0.0.2:8080', 'rejected refused', 'rejected refused'],
    [
      'net-unreachable',
      filter('INPUT -j REJECT --reject-with icmp-net-unreachable'),
      '10.0.0.2:8080',
      'rejected unreachable',
      'rejected timeout',
    ],
    [
      'host-unreachable',
      filter('INPUT -j REJECT --reject-with icmp-host-unreachable'),
      '10.0.0.2:8080',
      'rejected unreachable',
      'rejected timeout',
    ],
    [
      'admin-prohibited',
      filter('INPUT -j REJECT --reject-with icmp-admin-prohibited'),
      '10.0.0.2:8080',
      'rejected unreachable',
      'rejected unreachable',
    ],
    [
      'proto-unreachable',
      filter('INPUT -j REJECT --reject-with icmp-proto-unreachable'),
      '10.0.0.2:8080',
      'rejected unreachable',
      'rejected timeout',
    ],
    [
      'tcp-reset',
      filter('INPUT -p tcp -j REJECT --reject-with tcp-reset'),
      '10.0.0.2:8080',
      'rejected refused',
      'direct 10.0.0.2:8080',
    ],
  ])('%s', (_, netns, to, tcp, udp) =>
    expect([endOf(walk(netns, `app tcp ${to}`)), endOf(walk(netns, `app udp ${to}`))]).toEqual([tcp, udp]),
  );
  test.each([
    ['tcp-reset', 'rejected refused', 'direct [fd00::2]:15053'],
    ['icmp6-no-route', 'rejected unreachable', 'rejected timeout'],
    ['icmp6-addr-unreachable', 'rejected unreachable', 'rejected timeout'],
    ['icmp6-port-unreachable', 'rejected refused', 'rejected refused'],
    ['icmp6-adm-prohibited', 'rejected unreachable', 'rejected unreachable'],
    ['icmp6-policy-fail', 'rejected unreachable', 'rejected unreachable'],
    ['icmp6-reject-route', 'rejected unreachable', 'rejected unreachable'],
  ])('IPv6 %s in INPUT', (type, tcp, udp) => {
    const protocol = type === 'tcp-reset' ? '-p tcp ' : '';
    const text = rows(FILTER, `INPUT ${protocol}-j REJECT --reject-with ${type}`);
    const netns = { ...POD, ruleSets: iptables(text, 'nft', 'ip6') };
    expect([endOf(walk(netns, 'app tcp [fd00::2]:15053')), endOf(walk(netns, 'app udp [fd00::2]:15053'))]).toEqual([
      tcp,
      udp,
    ]);
  });
  test('IPv6 REJECT in OUTPUT: EPERM for UDP', () => {
    const netns = { ...POD, ruleSets: iptables(rows(FILTER, 'OUTPUT -j REJECT'), 'nft', 'ip6') };
    expect(endOf(walk(netns, 'app udp [2001:db8::10]:53'))).toBe('rejected EPERM');
  });
});
