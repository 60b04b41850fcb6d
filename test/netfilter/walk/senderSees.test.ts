import { describe, expect, test } from 'vitest';
import { endOf, walk } from './bench.js';
import { MANGLE, RAW, rows, pod, filter } from './rules.js';

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
});
