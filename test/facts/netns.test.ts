import { describe, expect, test } from 'vitest';
import { formatSocketAddress } from '../../src/net/SocketAddress.js';
import { parseAddresses, parseAddressesJson } from '../../src/facts/netns/parseAddresses.js';
import { parseIpRules } from '../../src/facts/netns/parseIpRules.js';
import { parseIpRulesJson } from '../../src/facts/netns/parseIpRulesJson.js';
import { parseRoutes, parseRoutesJson } from '../../src/facts/netns/parseRoutes.js';
import { parseSockets } from '../../src/facts/netns/parseSockets.js';
import { parseSysctls } from '../../src/facts/netns/parseSysctls.js';
import type { Interface } from '../../src/netfilter/model/Interface.js';
import type { IpRule } from '../../src/netfilter/walk/netns/IpRule.js';
import type { Route } from '../../src/netfilter/walk/netns/Route.js';

const json = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

function sockets(text: string): readonly string[] {
  return parseSockets(text, 's').map(({ protocol, address, boundTo, v6only }) =>
    [protocol, formatSocketAddress(address), boundTo, v6only === undefined ? undefined : `v6only=${String(v6only)}`]
      .filter((word) => word !== undefined)
      .join(' '),
  );
}

describe('listening sockets', () => {
  test.each([
    ['ss -ltnH', 'LISTEN 0 4096 0.0.0.0:15001 0.0.0.0:*', ['tcp 0.0.0.0:15001']],
    [
      'ss -ltn with a header',
      'State Recv-Q Send-Q Local Address:Port Peer Address:Port Process\nLISTEN 0 1 10.0.0.1:80 0.0.0.0:*',
      ['tcp 10.0.0.1:80'],
    ],
    [
      'ss -ltun',
      'tcp LISTEN 0 1 127.0.0.1:80 0.0.0.0:*\nudp UNCONN 0 0 0.0.0.0:53 0.0.0.0:*',
      ['tcp 127.0.0.1:80', 'udp 0.0.0.0:53'],
    ],
    ['an IPv6 socket that takes IPv4, too', 'LISTEN 0 1 *:80 *:*', ['tcp [::]:80 v6only=false']],
    ['one that does not', 'LISTEN 0 1 [::]:80 [::]:*', ['tcp [::]:80 v6only=true']],
    ['one of an interface', 'udp UNCONN 0 0 0.0.0.0%eth0:68 0.0.0.0:*', ['udp 0.0.0.0:68 eth0']],
    ['a link-local one', 'udp UNCONN 0 0 [fe80::1]%eth0:546 [::]:*', ['udp [fe80::1]:546 eth0']],
    ['with a process', 'LISTEN 0 1 0.0.0.0:80 0.0.0.0:* users:(("nginx",pid=1,fd=6))', ['tcp 0.0.0.0:80']],
    ['connections are left out', 'ESTAB 0 0 10.0.0.1:80 10.0.0.2:4000', []],
    [
      'netstat',
      'Active Internet connections (only servers)\nProto Recv-Q Send-Q Local Address Foreign Address State\ntcp6 0 0 :::15021 :::* LISTEN\nudp 0 0 0.0.0.0:53 0.0.0.0:*',
      ['tcp [::]:15021', 'udp 0.0.0.0:53'],
    ],
    [
      '/proc/net/tcp',
      '  sl  local_address rem_address   st\n   0: 0100007F:3A98 00000000:0000 0A 0:0\n   1: 0100007F:3A98 0200007F:1000 01 0:0',
      ['tcp 127.0.0.1:15000'],
    ],
    [
      '/proc/net/tcp6',
      '0: 00000000000000000000000001000000:0050 00000000000000000000000000000000:0000 0A',
      ['tcp [::1]:80'],
    ],
    ['/proc/net/udp', '7: 00000000:0035 00000000:0000 07', ['udp 0.0.0.0:53']],
    ['nothing', '', []],
  ])('%s', (_what, text, expected) => {
    expect(sockets(text)).toEqual(expected);
  });

  test.each(['what is this', 'LISTEN 0 1 nonsense 0.0.0.0:*', 'LISTEN 0 1 10.0.0.1:99999 0.0.0.0:*'])(
    'refused: %s',
    (line) => {
      expect(() => sockets(`\n${line}`)).toThrow(expect.objectContaining({ where: 's:2', exitCode: 5 }));
    },
  );
});

const interfaces = (list: readonly Interface[]): readonly string[] =>
  list.map(({ name, addresses }) =>
    [name, ...addresses.map((a) => `${a.address.text}/${a.prefixLength} ${a.scope ?? '?'}`)].join(', '),
  );

describe('addresses', () => {
  const EXPECTED = [
    'lo, 127.0.0.1/8 host, ::1/128 host',
    'eth0, 10.0.0.2/24 global, fe80::1/64 link',
    'tun0, 10.8.0.1/32 global',
  ];
  test('ip addr', () => {
    const text = `1: lo: <LOOPBACK,UP> mtu 65536
    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
    inet 127.0.0.1/8 scope host lo
       valid_lft forever preferred_lft forever
    inet6 ::1/128 scope host
2: eth0@if7: <UP> mtu 1500
    inet 10.0.0.2/24 brd 10.0.0.255 scope global eth0
    inet6 fe80::1/64 scope link
3: tun0: <UP> mtu 1500
    inet 10.8.0.1 peer 10.8.0.2/32 scope global tun0`;
    expect(interfaces(parseAddresses(text, 'a'))).toEqual(EXPECTED);
  });
  test('ip -o addr', () => {
    const text =
      '1: lo    inet 127.0.0.1/8 scope host lo\\ valid_lft forever\n2: eth0    inet 10.0.0.2/24 scope global eth0\n2: eth0    inet6 fe80::1/64 scope link';
    expect(interfaces(parseAddresses(text, 'a'))).toEqual([
      'lo, 127.0.0.1/8 host',
      'eth0, 10.0.0.2/24 global, fe80::1/64 link',
    ]);
  });
  test('ip -j addr', () => {
    const links = [
      { ifname: 'eth0', addr_info: [{ family: 'inet', local: '10.0.0.2', prefixlen: 24, scope: 'global' }, {}] },
      {},
    ];
    expect(interfaces(parseAddressesJson(json(links), 'a'))).toEqual(['eth0, 10.0.0.2/24 global']);
  });
});

const routes = (list: readonly Route[]): readonly string[] =>
  list.map((r) =>
    [r.table, r.type, r.destination.text, r.gateway?.text, r.device, r.source && `src ${r.source.text}`, r.metric]
      .filter((w) => w !== undefined)
      .join(' '),
  );

describe('routes', () => {
  test.each([
    ['default via 10.0.0.1 dev eth0', 'main unicast 0.0.0.0/0 10.0.0.1 eth0'],
    [
      '10.0.0.0/24 dev eth0 proto kernel scope link src 10.0.0.2 metric 100',
      'main unicast 10.0.0.0/24 eth0 src 10.0.0.2 100',
    ],
    ['local default dev lo table 133 scope host', '133 local 0.0.0.0/0 lo'],
    ['default via fe80::1 dev eth0 metric 1024', 'main unicast ::/0 fe80::1 eth0 1024'],
    ['10.1.0.0/16 via inet6 fe80::1 dev eth0', 'main unicast 10.1.0.0/16 fe80::1 eth0'],
    ['192.0.2.7 dev eth0', 'main unicast 192.0.2.7/32 eth0'],
    ['blackhole 10.9.0.0/16', 'main blackhole 10.9.0.0/16'],
    ['unreachable default table 7', '7 unreachable 0.0.0.0/0'],
    [
      'default\n\tnexthop via 10.0.0.1 dev eth0 weight 1\n\tnexthop via 10.0.0.9 dev eth1 weight 1',
      'main unicast 0.0.0.0/0 10.0.0.1 eth0',
    ],
  ])('%s', (text, expected) => {
    expect(routes(parseRoutes(text, 'r', 4))).toEqual([expected]);
  });
  test('broadcasts are nobody’s way', () =>
    expect(parseRoutes('broadcast 10.0.0.255 dev eth0 table local', 'r', 4)).toEqual([]));
  test('a default of IPv6 without gateway', () =>
    expect(routes(parseRoutes('default dev eth0', 'r', 6))).toEqual(['main unicast ::/0 eth0']));
  test('a line that is none', () =>
    expect(() => parseRoutes('10.0.0.0/24 dev eth0\nwhat', 'r', 4)).toThrow(expect.objectContaining({ where: 'r:2' })));
  test('JSON', () => {
    const list = [
      { dst: 'default', gateway: '10.0.0.1', dev: 'eth0', flags: [] },
      { type: 'local', dst: 'default', dev: 'lo', table: '133' },
      { type: 'broadcast', dst: '10.0.0.255', dev: 'eth0', table: 'local' },
      { dst: '10.1.0.0/16', nexthops: [{ gateway: '10.0.0.1', dev: 'eth0' }] },
    ];
    expect(routes(parseRoutesJson(json(list), 'r', 4))).toEqual([
      'main unicast 0.0.0.0/0 10.0.0.1 eth0',
      '133 local 0.0.0.0/0 lo',
      'main unicast 10.1.0.0/16 10.0.0.1 eth0',
    ]);
  });
});

const rule = (r: IpRule): string =>
  [
    ...[r.priority, r.negated === true ? 'not' : '', r.from && `from ${r.from.text}`, r.to && `to ${r.to.text}`],
    ...[
      r.fwmark && `fwmark ${r.fwmark.value}/${r.fwmark.mask}`,
      r.inInterface && `iif ${r.inInterface}`,
      r.outInterface && `oif ${r.outInterface}`,
    ],
    r.action.kind === 'lookup' ? r.action.table : r.action.kind,
  ]
    .filter((word) => word !== undefined && word !== '')
    .join(' ');

describe('policy routing rules', () => {
  test.each([
    ['0:\tfrom all lookup local', '0 local'],
    ['32765:\tfrom all fwmark 0x539 lookup 133', '32765 fwmark 1337/4294967295 133'],
    [
      '100: from 10.0.0.0/8 to 192.0.2.1 fwmark 0x1/0xff iif eth0 oif lo lookup 7',
      '100 from 10.0.0.0/8 to 192.0.2.1/32 fwmark 1/255 iif eth0 oif lo 7',
    ],
    ['100: not from all fwmark 0x1 lookup main', '100 not fwmark 1/4294967295 main'],
    ['9: from all prohibit', '9 prohibit'],
    ['9: from all iif eth9 [detached] lookup main proto static', '9 iif eth9 main'],
  ])('%s', (text, expected) => {
    expect(parseIpRules(text, 'r', 4).map(rule)).toEqual([expected]);
  });
  test.each([
    ['9: from all uidrange 0-0 lookup 5', '9 unmodelled', 'uidrange is not modelled'],
    ['9: from all goto 100', '9 unmodelled', 'goto is not modelled'],
    ['9: from all fwmark x lookup 5', '9 unmodelled', 'fwmark is not modelled'],
    [
      '9: from 10.0.0.0/8 iif eth0 ipproto tcp lookup 5',
      '9 from 10.0.0.0/8 iif eth0 unmodelled',
      'ipproto is not modelled',
    ],
    ['9: not from 10.0.0.0/8 ipproto tcp lookup 5', '9 unmodelled', 'ipproto is not modelled'],
    ['9: from all', '9 unmodelled', 'no action that is modelled'],
  ])('stays, with what is known of it: %s', (text, expected, why) => {
    const rules = parseIpRules(`0: from all lookup local\n${text}`, 'r', 4);
    expect(rules.map(rule)).toEqual(['0 local', expected]);
    expect(rules[1]?.action).toEqual({ kind: 'unmodelled', why: `ip rule "${text}": ${why}` });
  });
  test('a line that is none', () =>
    expect(() => parseIpRules('lookup main', 'r', 4)).toThrow(expect.objectContaining({ where: 'r:1' })));
  test('JSON', () => {
    const list = [
      { priority: 0, src: 'all', table: 'local' },
      { priority: 5, src: '10.0.0.0', srclen: 8, fwmark: '0x539', fwmask: '0xff', iif: 'eth0', table: '133' },
      { priority: 6, not: null, src: 'all', action: 'blackhole' },
      { priority: 7, src: 'all', uid_start: 0, uid_end: 1, table: 'main' },
    ];
    expect(parseIpRulesJson(json(list), 'r', 4).map(rule)).toEqual([
      '0 local',
      '5 from 10.0.0.0/8 fwmark 1337/255 iif eth0 133',
      '6 not blackhole',
      '7 unmodelled',
    ]);
  });
});

describe('sysctls', () => {
  test.each([
    ['net.ipv4.ip_forward = 1', { 'net.ipv4.ip_forward': '1' }],
    ['net.ipv4.conf.eth0/7.rp_filter=2', { 'net.ipv4.conf.eth0.7.rp_filter': '2' }],
    ['net/ipv4/ip_local_port_range = 32768\t60999', { 'net.ipv4.ip_local_port_range': '32768 60999' }],
  ])('%s', (text, expected) => {
    expect(parseSysctls(text, 's')).toEqual(expected);
  });
  test('a line that is none', () =>
    expect(() => parseSysctls('a = 1\nb', 's')).toThrow(expect.objectContaining({ where: 's:2' })));
});
