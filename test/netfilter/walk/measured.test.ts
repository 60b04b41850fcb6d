import { describe, expect, test } from 'vitest';
import { chooseLikeliest, type Choose } from '../../../src/logic/Fork.js';
import type { Netns } from '../../../src/netfilter/walk/netns/Netns.js';
import { nextPacketWalk } from '../../../src/netfilter/walk/nextPacketWalk.js';
import { replyWalk } from '../../../src/netfilter/walk/replyWalk.js';
import {
  coordinates,
  endOf,
  ip,
  iptables,
  listener,
  markRule,
  path,
  POD,
  route,
  rulesOfFiles,
  TPROXY_POD,
  walk,
} from './bench.js';

/** What a real kernel (6.18, iptables 1.8.9) was seen to do, one line a row; the ids are those of the measured facts. */
const NAT = '*nat\n:PREROUTING ACCEPT\n:INPUT ACCEPT\n:OUTPUT ACCEPT\n:POSTROUTING ACCEPT\n:A -\n:B -\n';
const FILTER = '*filter\n:INPUT ACCEPT\n:FORWARD ACCEPT\n:OUTPUT ACCEPT\n:A -\n:B -\n';
const MANGLE =
  '*mangle\n:PREROUTING ACCEPT\n:INPUT ACCEPT\n:FORWARD ACCEPT\n:OUTPUT ACCEPT\n:POSTROUTING ACCEPT\n:A -\n';
const RAW = '*raw\n:PREROUTING ACCEPT\n:OUTPUT ACCEPT\n';
const rows = (table: string, ...rules: readonly string[]): string =>
  `${table.replace(/^(:\S+ \S+)$/gm, '$1 [0:0]')}${rules.map((rule) => `-A ${rule}\n`).join('')}COMMIT\n`;
/** A rule that uses conntrack, so that nat is asked. */
const TRACKED = rows(FILTER, 'A -m conntrack --ctstate NEW');
const pod = (text: string, netns: Netns = POD, backend: 'nft' | 'legacy' = 'nft'): Netns => ({
  ...netns,
  ruleSets: iptables(text, backend),
});
const nat = (...rules: readonly string[]): Netns => pod(rows(NAT, ...rules));
const filter = (...rules: readonly string[]): Netns => pod(rows(FILTER, ...rules));

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
});

describe('1 hooks', () => {
  const redirect = nat('OUTPUT -p tcp -j REDIRECT --to-ports 15001');
  test('H3 nat is asked for the first packet only', () => {
    const later = nextPacketWalk(
      redirect,
      replyWalk(redirect, walk(redirect, 'app tcp 192.0.2.10:80'), chooseLikeliest),
      chooseLikeliest,
    );
    expect([path(later), endOf(later)]).toEqual(['', 'redirect 127.0.0.1:15001']);
  });
  test('H4 "no rule matched" is remembered: a flow that was not translated stays so', () =>
    expect(endOf(walk(redirect, 'app tcp 192.0.2.10:80 established'))).toBe('wire eth0 192.0.2.10:80'));
  test('H6 a reply is un-nated in POSTROUTING: OUTPUT sees the new address, INPUT the dialled one', () => {
    const netns = pod(
      rows(NAT, 'OUTPUT -p tcp --dport 80 -j REDIRECT --to-ports 15001') +
        rows(FILTER, 'OUTPUT -s 127.0.0.1 -p tcp --sport 15001', 'INPUT -s 192.0.2.10 -p tcp --sport 80'),
    );
    const reply = replyWalk(netns, walk(netns, 'app tcp 192.0.2.10:80'), chooseLikeliest);
    expect([path(reply), endOf(reply)]).toEqual(['filter OUTPUT:1 INPUT:1', 'direct 10.0.0.2:40000']);
  });
  test('H6 inbound: mangle and filter see the reply as it was redirected, the wire as it was dialled', () => {
    const netns = pod(
      rows(NAT, 'PREROUTING -p tcp -j REDIRECT --to-ports 15006') +
        rows(MANGLE, 'OUTPUT -p tcp --sport 15006', 'POSTROUTING -p tcp --sport 15006') +
        rows(FILTER, 'OUTPUT -p tcp --sport 15006'),
    );
    const reply = replyWalk(netns, walk(netns, 'peer tcp 10.0.0.3:8080'), chooseLikeliest);
    expect(path(reply)).toBe('mangle OUTPUT:1 filter OUTPUT:1 mangle POSTROUTING:1');
    expect(reply.end).toMatchObject({
      kind: 'wire',
      source: { ip: ip('10.0.0.3'), port: 8080 },
      destination: { port: 40000 },
    });
  });
  test('H7 without a user of conntrack nat is not asked', () => {
    const drops = rows(NAT.replace(':OUTPUT ACCEPT', ':OUTPUT DROP'));
    expect(endOf(walk(pod(drops), 'app tcp 192.0.2.10:80'))).toBe('wire eth0 192.0.2.10:80');
    expect(endOf(walk(pod(drops + TRACKED), 'app tcp 192.0.2.10:80'))).toBe('dropped timeout');
  });
  test('H8 an INVALID packet skips nat', () =>
    expect(endOf(walk(redirect, 'app tcp 192.0.2.10:80 invalid'))).toBe('wire eth0 192.0.2.10:80'));
  test('H9 NOTRACK in raw: nat is not asked', () => {
    const netns = pod(
      rows(RAW, 'OUTPUT -p tcp -j CT --notrack') + rows(NAT, 'OUTPUT -p tcp -j REDIRECT --to-ports 15001'),
    );
    expect(endOf(walk(netns, 'app tcp 192.0.2.10:80'))).toBe('wire eth0 192.0.2.10:80');
  });
  test('H10 ICMP passes nat; REDIRECT without ports applies', () =>
    expect(endOf(walk(nat('OUTPUT -j REDIRECT'), 'root icmp 192.0.2.10:0'))).toBe('redirect 127.0.0.1:0'));

  const viaEth1: Netns = {
    ...POD,
    routes: [...POD.routes, route('7', 'unicast', '0.0.0.0/0', 'eth1')],
    ipRules: [markRule(7, '7'), ...POD.ipRules],
  };
  test.each([
    ['mangle', MANGLE, 'wire eth1 192.0.2.10:80'],
    ['raw', RAW, 'wire eth0 192.0.2.10:80'],
    ['filter', FILTER, 'wire eth0 192.0.2.10:80'],
    ['nat', NAT, 'wire eth0 192.0.2.10:80'],
  ])('H12 a mark of %s:OUTPUT', (_, table, end) =>
    expect(
      endOf(
        walk(
          pod(
            TRACKED.replace('*filter', table === FILTER ? '*security' : '*filter') +
              rows(table, 'OUTPUT -j MARK --set-mark 7'),
            viaEth1,
          ),
          'app tcp 192.0.2.10:80',
        ),
      ),
    ).toBe(end),
  );
  test('H13 OUTPUT keeps the interface of the first route, POSTROUTING sees the new one', () => {
    const netns = pod(
      rows(NAT, 'OUTPUT -p tcp -j REDIRECT --to-ports 15001') +
        rows(FILTER, 'OUTPUT -o lo', 'OUTPUT -o eth0') +
        rows(MANGLE, 'POSTROUTING -o eth0', 'POSTROUTING -o lo'),
    );
    expect(path(walk(netns, 'app tcp 192.0.2.10:80'))).toBe('nat OUTPUT:1 filter OUTPUT:2 mangle POSTROUTING:2');
  });
  test('H14 the mark is kept over lo, not through the wire', () => {
    const netns = pod(rows(MANGLE, 'PREROUTING -m mark --mark 5'));
    expect(path(walk(netns, 'app tcp 127.0.0.1:8080 mark 5'))).toBe('mangle PREROUTING:1');
    expect(path(walk(netns, 'peer tcp 10.0.0.2:8080'))).toBe('');
  });
  test('H16 a v4-mapped destination is IPv4', () =>
    expect(endOf(walk(redirect, 'app tcp [::ffff:192.0.2.10]:80'))).toBe('redirect 127.0.0.1:15001'));
  test('H17 0.0.0.0 and :: are loopback', () => {
    expect(endOf(walk(POD, 'app tcp 0.0.0.0:8080'))).toBe('direct 127.0.0.1:8080');
    expect(endOf(walk(POD, 'app tcp [::]:8080'))).toBe('direct [::1]:8080');
  });
});

describe('2 walking a chain', () => {
  const APP = 'app tcp 192.0.2.10:80';
  const hits = (netns: Netns): string => coordinates(walk(netns, APP)).join(' ');
  const dropping = (...rules: readonly string[]): Netns =>
    pod(rows(FILTER.replace(':OUTPUT ACCEPT', ':OUTPUT DROP'), ...rules));
  test('W1 RETURN in a built-in chain is its policy', () => {
    expect(hits(filter('OUTPUT -j RETURN', 'OUTPUT -j DROP'))).toBe('filter:OUTPUT:rule:1 filter:OUTPUT:policy:3');
    expect(endOf(walk(dropping('OUTPUT -j RETURN'), APP))).toBe('dropped timeout');
  });
  test('W2 the end of a user chain, or RETURN in it, leads behind the jump', () => {
    expect(hits(filter('OUTPUT -j A', 'OUTPUT -j ACCEPT', 'A -j RETURN'))).toBe(
      'filter:OUTPUT:rule:1 filter:A:rule:1 filter:OUTPUT:rule:2',
    );
    expect(hits(filter('OUTPUT -j A', 'OUTPUT -j ACCEPT'))).toBe(
      'filter:OUTPUT:rule:1 filter:A:return:1 filter:OUTPUT:rule:2',
    );
  });
  test('W3 after a goto from a built-in chain comes its policy', () => {
    expect(hits(filter('OUTPUT -g A', 'OUTPUT -j DROP'))).toBe(
      'filter:OUTPUT:rule:1 filter:A:return:1 filter:OUTPUT:policy:3',
    );
    expect(endOf(walk(dropping('OUTPUT -g A', 'OUTPUT -j ACCEPT'), APP))).toBe('dropped timeout');
  });
  test('W4 jump A, goto B in A: behind the jump', () =>
    expect(hits(filter('OUTPUT -j A', 'OUTPUT -j ACCEPT', 'A -g B', 'A -j DROP', 'B -j RETURN'))).toBe(
      'filter:OUTPUT:rule:1 filter:A:rule:1 filter:B:rule:1 filter:OUTPUT:rule:2',
    ));
  test('W5 ACCEPT in a user chain ends the table, not the next one', () => {
    const netns = pod(
      rows(MANGLE, 'OUTPUT -j A', 'A -j ACCEPT', 'OUTPUT -j MARK --set-mark 1') + rows(FILTER, 'OUTPUT -j DROP'),
    );
    expect([path(walk(netns, APP)), endOf(walk(netns, APP))]).toEqual([
      'mangle OUTPUT:1 A:1 filter OUTPUT:1',
      'dropped timeout',
    ]);
  });
  test('W6 later rules see what earlier ones changed', () =>
    expect(
      path(
        walk(
          pod(
            rows(
              MANGLE,
              'OUTPUT -j TTL --ttl-set 9',
              'OUTPUT -m ttl --ttl-eq 9',
              'OUTPUT -j LOG',
              'OUTPUT -j MARK --set-mark 3',
              'OUTPUT -m mark --mark 3',
              'OUTPUT',
            ),
          ),
          APP,
        ),
      ),
    ).toBe('mangle OUTPUT:1 OUTPUT:2 OUTPUT:3 OUTPUT:4 OUTPUT:5 OUTPUT:6'));
  test('W8 a rule that does not match leaves no step but a near miss', () => {
    const [step] = walk(
      filter('OUTPUT -p udp --dport 80 -j DROP', 'OUTPUT -p tcp --dport 81 -j DROP', 'OUTPUT -j ACCEPT'),
      APP,
    ).steps.filter(({ rule }) => rule);
    expect(step?.nearMisses.map(({ rule, failed }) => `${rule.index} ${failed.name}`)).toEqual([
      '2 --dport',
      '1 --protocol',
    ]);
  });
  test('W9 policy DROP of a nat chain drops first packets', () =>
    expect(endOf(walk(pod(rows(NAT.replace(':OUTPUT ACCEPT', ':OUTPUT DROP')) + TRACKED), APP))).toBe(
      'dropped timeout',
    ));
  test('chains that loop end unknown', () =>
    expect(endOf(walk(filter('OUTPUT -j A', 'A -j B', 'B -j A'), APP))).toMatch(/^unknown .*loop/));
});

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
  ])('OUTPUT %s: 127.0.0.1 always', (to) => {
    const { end } = walk(both, `app tcp ${to}`);
    expect(end).toMatchObject({
      local: { ip: ip('127.0.0.1'), port: 15001 },
      originalDestination: { ip: ip(to.split(':')[0] ?? ''), port: 80 },
    });
  });
  test.each(['10.0.0.2', '10.0.0.3', '10.9.9.9', '198.51.100.7'])('PREROUTING %s: the first address of eth0', (to) =>
    expect(endOf(walk(both, `peer tcp ${to}:8080`))).toBe('redirect 10.0.0.2:15006'),
  );
  test('PREROUTING by an interface without IPv4: DROP', () =>
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
  test('N1 the peer is the source that connect() chose', () => {
    expect(walk(both, 'app tcp 192.0.2.10:80').end).toMatchObject({ source: { ip: ip('10.0.0.2') } });
    expect(walk(both, 'app tcp 127.0.0.1:80').end).toMatchObject({ source: { ip: ip('127.0.0.1') } });
  });
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

describe('3.2 DNAT, SNAT, MASQUERADE', () => {
  const to = (address: string): Netns => nat(`OUTPUT -p tcp -j DNAT --to-destination ${address}`);
  test.each(['127.0.0.1:8080', '127.0.0.6:8080', '10.0.0.2:8080', '10.9.9.9:8080'])('D1 OUTPUT to %s', (address) =>
    expect(endOf(walk(to(address), 'app tcp 192.0.2.10:80'))).toBe(`dnat ${address}`),
  );
  test('D2 OUTPUT to another external address: the source stays', () =>
    expect(walk(to('203.0.113.5:81'), 'app tcp 192.0.2.10:80').end).toMatchObject({
      kind: 'wire',
      source: { ip: ip('10.0.0.2') },
      destination: { ip: ip('203.0.113.5'), port: 81 },
    }));
  test('D3 OUTPUT from 127.0.0.1 to an external address is lost at the re-route', () => {
    expect(endOf(walk(to('192.0.2.10:80'), 'app tcp 127.0.0.1:80'))).toBe('unroutable timeout');
    const netns = {
      ...nat('OUTPUT -p tcp -j DNAT --to-destination 192.0.2.10:80', 'POSTROUTING -o eth0 -j MASQUERADE'),
      sysctls: { 'net.ipv4.conf.eth0.route_localnet': '1' },
    };
    expect(walk(netns, 'app tcp 127.0.0.1:80').end).toMatchObject({ kind: 'wire', source: { ip: ip('10.0.0.2') } });
  });
  test('D4 OUTPUT from the own address to an external one, masqueraded', () =>
    expect(
      endOf(
        walk(
          nat('OUTPUT -p tcp -j DNAT --to-destination 192.0.2.10:80', 'POSTROUTING -j MASQUERADE'),
          'app tcp 10.0.0.2:80',
        ),
      ),
    ).toBe('wire eth0 192.0.2.10:80'));
  test('D5 PREROUTING to 127.0.0.1 is a martian without route_localnet', () => {
    const netns = nat('PREROUTING -p tcp -j DNAT --to-destination 127.0.0.1:8080');
    expect(endOf(walk(netns, 'peer tcp 10.0.0.2:80'))).toBe('unroutable timeout');
    expect(
      endOf(walk({ ...netns, sysctls: { 'net.ipv4.conf.eth0.route_localnet': '1' } }, 'peer tcp 10.0.0.2:80')),
    ).toBe('dnat 127.0.0.1:8080');
    expect(endOf(walk(nat('PREROUTING -p tcp -j DNAT --to-destination 10.9.9.9:8080'), 'peer tcp 10.0.0.2:80'))).toBe(
      'dnat 10.9.9.9:8080',
    );
  });
  test('D6 the first nat target ends it, and so does ACCEPT', () => {
    expect(
      endOf(
        walk(
          nat('OUTPUT -p tcp -j DNAT --to-destination 127.0.0.1:8080', 'OUTPUT -p tcp -j REDIRECT --to-ports 15001'),
          'app tcp 192.0.2.10:80',
        ),
      ),
    ).toBe('dnat 127.0.0.1:8080');
    expect(
      endOf(walk(nat('OUTPUT -j ACCEPT', 'OUTPUT -p tcp -j REDIRECT --to-ports 15001'), 'app tcp 192.0.2.10:80')),
    ).toBe('wire eth0 192.0.2.10:80');
  });
  test('D7 what OUTPUT sent to an own address does not meet nat:PREROUTING', () =>
    expect(
      endOf(
        walk(
          nat(
            'OUTPUT -p tcp --dport 80 -j DNAT --to-destination 10.0.0.2:8080',
            'PREROUTING -p tcp -j REDIRECT --to-ports 15006',
          ),
          'app tcp 192.0.2.10:80',
        ),
      ),
    ).toBe('dnat 10.0.0.2:8080'));
  test('D8 an address range is a fork, a port range is not', () => {
    const asked: string[] = [];
    const last: Choose = (fork) => {
      asked.push(`${fork.name}: ${fork.branches.map(({ label }) => label).join(' ')}`);
      return fork.branches.at(-1) ?? chooseLikeliest(fork);
    };
    expect(endOf(walk(to('192.0.2.2-192.0.2.3:80-90'), 'app tcp 10.96.0.20:443', last))).toBe('wire eth0 192.0.2.3:80');
    expect(asked).toEqual(['nat.address: 192.0.2.2 192.0.2.3']);
  });
  test('D9 SNAT of a flow over lo is seen in INPUT and by the server', () => {
    const netns = pod(rows(NAT, 'POSTROUTING -o lo -j SNAT --to-source 10.9.9.9') + rows(FILTER, 'INPUT -s 10.9.9.9'));
    expect(path(walk(netns, 'app tcp 10.0.0.2:8080'))).toBe('nat POSTROUTING:1 filter INPUT:1');
  });
  test('D10 SNAT in INPUT: filter sees the old source, the server the new', () => {
    const netns = pod(rows(NAT, 'INPUT -p tcp -j SNAT --to-source 10.0.0.77') + rows(FILTER, 'INPUT -s 10.0.0.1'));
    const result = walk(netns, 'peer tcp 10.0.0.2:8080');
    expect(path(result)).toBe('filter INPUT:1 nat INPUT:1');
    expect(result.end).toMatchObject({ source: { ip: ip('10.0.0.77') } });
  });
  test('D11 MASQUERADE takes the global address of the interface, on lo not 127.0.0.1', () => {
    const netns = nat('POSTROUTING -j MASQUERADE');
    expect(walk(netns, 'app tcp 192.0.2.10:80 from 10.9.9.9').end).toMatchObject({ source: { ip: ip('10.0.0.2') } });
    expect(walk(netns, 'app tcp 10.0.0.2:8080').end).toMatchObject({ source: { ip: ip('10.9.9.9') } });
  });
  test('D12 raw and mangle OUTPUT see the dialled address, filter and what follows the new one', () => {
    const by = (table: string, chain: string): string => rows(table, `${chain} -d 192.0.2.10`, `${chain} -d 127.0.0.1`);
    const netns = pod(
      by(RAW, 'OUTPUT') +
        by(MANGLE, 'OUTPUT') +
        rows(NAT, 'OUTPUT -p tcp -j REDIRECT --to-ports 15001') +
        by(FILTER, 'OUTPUT'),
    );
    expect(path(walk(netns, 'app tcp 192.0.2.10:80'))).toBe(
      'raw OUTPUT:1 mangle OUTPUT:1 nat OUTPUT:1 filter OUTPUT:2',
    );
  });
  test('D13 a socket bound to 127.0.0.6 reaches own addresses only; ::6 any', () => {
    expect(endOf(walk(POD, 'app tcp 192.0.2.10:80 from 127.0.0.6'))).toBe('unroutable EINVAL');
    expect(walk(POD, 'app tcp 10.0.0.2:8080 from 127.0.0.6').end).toMatchObject({
      kind: 'local',
      source: { ip: ip('127.0.0.6') },
    });
    expect(endOf(walk(POD, 'app tcp [fd96::20]:80 from ::6'))).toBe('wire eth0 [fd96::20]:80');
  });
  test('D14 statistic is a fork', () => {
    const netns = nat(
      'OUTPUT -p tcp -m statistic --mode random --probability 0.25 -j DNAT --to-destination 192.0.2.1',
      'OUTPUT -p tcp -j DNAT --to-destination 192.0.2.2',
    );
    const pick =
      (label: string): Choose =>
      (fork) =>
        fork.branches.find((branch) => branch.label === label) ?? chooseLikeliest(fork);
    expect(endOf(walk(netns, 'app tcp 10.96.0.20:80', pick('match')))).toBe('wire eth0 192.0.2.1:80');
    expect(endOf(walk(netns, 'app tcp 10.96.0.20:80', pick('pass')))).toBe('wire eth0 192.0.2.2:80');
    expect(endOf(walk(netns, 'app tcp 10.96.0.20:80'))).toBe('wire eth0 192.0.2.2:80');
  });
});

describe('5 TPROXY', () => {
  const rules = { ruleSets: rulesOfFiles('cni-sidecar/nft/tproxy.iptables-save') };
  const routed: Netns = { ...TPROXY_POD, ...rules };
  const unrouted: Netns = { ...POD, ...rules };
  test('T1 the mark, and the rest of mangle:PREROUTING is not met', () => {
    const result = walk(routed, 'peer tcp 10.0.0.2:8080');
    expect(path(result)).toBe('mangle PREROUTING:1 ISTIO_INBOUND:8 ISTIO_TPROXY:1');
    expect(result.steps.find(({ rule }) => rule?.chain === 'ISTIO_TPROXY')?.effects).toContain('mark 0x0 -> 0x539');
  });
  test('T2 the accepted socket sees the dialled address', () =>
    expect(walk(routed, 'peer tcp 10.0.0.2:8080').end).toMatchObject({
      by: 'tproxy',
      local: { ip: ip('10.0.0.2'), port: 8080 },
      originalDestination: { port: 8080 },
      listener: { port: 15006 },
    }));
  test('T3 a local destination needs no ip rule, another does', () => {
    expect(endOf(walk(unrouted, 'peer tcp 10.0.0.2:8080'))).toBe('tproxy 10.0.0.2:8080');
    expect(endOf(walk(routed, 'peer tcp 198.51.100.7:80'))).toBe('tproxy 198.51.100.7:80');
    expect(endOf(walk(unrouted, 'peer tcp 198.51.100.7:80'))).toBe('unroutable timeout');
  });
  const reply = (netns: Netns, packet: string, owner = { kind: 'user' as const, uid: 1337, gid: 1337 }) =>
    replyWalk(netns, walk(netns, packet), chooseLikeliest, { owner });
  test('T4 later packets are diverted', () =>
    expect(path(nextPacketWalk(routed, reply(routed, 'peer tcp 10.0.0.2:8080'), chooseLikeliest))).toBe(
      'mangle PREROUTING:1 ISTIO_INBOUND:7 ISTIO_DIVERT:1 ISTIO_DIVERT:2',
    ));
  test('T5 answers leave from the dialled address and meet no rule', () => {
    const answer = reply(routed, 'peer tcp 10.0.0.2:8080');
    expect(path(answer)).toBe('');
    expect(answer.end).toMatchObject({ kind: 'wire', source: { ip: ip('10.0.0.2'), port: 8080 } });
  });
  test.each([
    ['none', []],
    ['not transparent', [listener('tcp', '0.0.0.0:15006')]],
    ['on 127.0.0.1', [listener('tcp', '127.0.0.1:15006', true)]],
  ])('T6 listener %s: DROP', (_, sockets) =>
    expect(endOf(walk({ ...routed, sockets }, 'peer tcp 10.0.0.2:8080'))).toBe('dropped timeout'),
  );
  test('T7 a listener on the dialled address', () =>
    expect(
      endOf(walk({ ...routed, sockets: [listener('tcp', '10.0.0.2:15006', true)] }, 'peer tcp 10.0.0.2:8080')),
    ).toBe('tproxy 10.0.0.2:8080'));
  test('T10 tcp_fwmark_accept breaks it', () =>
    expect(endOf(reply({ ...routed, sysctls: { 'net.ipv4.tcp_fwmark_accept': '1' } }, 'peer tcp 10.0.0.2:8080'))).toBe(
      'unroutable timeout',
    ));
  const ORIGINAL_SOURCE = 'tcp 10.0.0.2:8080 from 10.0.0.1 mark 0x539 transparent';
  test('T11 an original-source connection to the app, and its answer over lo', () => {
    const first = walk(routed, `app ${ORIGINAL_SOURCE}`);
    expect([path(first), endOf(first)]).toEqual([
      'mangle OUTPUT:1 nat OUTPUT:1 ISTIO_OUTPUT:5 mangle PREROUTING:1 ISTIO_INBOUND:1 PREROUTING:2',
      'direct 10.0.0.2:8080',
    ]);
    const answer = replyWalk(routed, first, chooseLikeliest, { owner: { kind: 'user', uid: 1000, gid: 1000 } });
    expect([path(answer), endOf(answer)]).toEqual([
      'mangle OUTPUT:4 PREROUTING:1 ISTIO_INBOUND:1 PREROUTING:2',
      'direct 10.0.0.1:40000',
    ]);
  });
  test('T12 the same by uid 1337 is redirected again, and its answer cannot be routed', () => {
    const first = walk(routed, `proxy ${ORIGINAL_SOURCE}`);
    expect(endOf(first)).toBe('redirect 127.0.0.1:15006');
    expect(endOf(replyWalk(routed, first, chooseLikeliest))).toBe('unroutable timeout');
  });
  test('T15 TPROXY and then REDIRECT: reset', () => {
    const text =
      rows(MANGLE, 'PREROUTING -p tcp -j TPROXY --on-port 15006 --tproxy-mark 1') +
      rows(NAT, 'PREROUTING -p tcp -j REDIRECT --to-ports 15006');
    expect(endOf(walk(pod(text), 'peer tcp 10.0.0.3:8080'))).toBe('rejected reset');
  });
});

describe('6.4 DNS zones bite', () => {
  const dns = { ...POD, ruleSets: rulesOfFiles('cni-sidecar/nft/dns.iptables-save') };
  const answer = (uid: number) =>
    replyWalk(dns, walk(dns, 'app udp 10.96.0.10:53'), chooseLikeliest, { owner: { kind: 'user', uid, gid: uid } });
  test('the proxy answers in zone 2 and is heard', () => {
    expect(path(answer(1337))).toBe('raw OUTPUT:1 ISTIO_OUTPUT_DNS:2 ISTIO_OUTPUT_DNS:4 PREROUTING:1 ISTIO_INBOUND:1');
    expect(endOf(answer(1337))).toBe('direct 10.0.0.2:40000');
  });
  test('another user answers in zone 0 and is not heard', () => expect(endOf(answer(1000))).toBe('unroutable timeout'));
});

describe('7 several back ends', () => {
  const two = (nft: string, legacy: string): Netns => ({
    ...POD,
    ruleSets: [...iptables(nft, 'nft'), ...iptables(legacy, 'legacy')],
  });
  const APP = 'app tcp 192.0.2.10:80';
  test('C1 a DROP in either drops, an ACCEPT in one does not skip the other', () => {
    const accept = rows(FILTER, 'OUTPUT -j ACCEPT');
    const drop = rows(FILTER, 'OUTPUT -j DROP');
    expect(endOf(walk(two(accept, drop), APP))).toBe('dropped timeout');
    expect(endOf(walk(two(drop, accept), APP))).toBe('dropped timeout');
  });
  const redirect = (port: number): string => rows(NAT, `OUTPUT -p tcp -j REDIRECT --to-ports ${port}`);
  test('C3 nat ACCEPT in one does not protect from REDIRECT in the other', () => {
    expect(endOf(walk(two(rows(NAT, 'OUTPUT -j ACCEPT'), redirect(15001)), APP))).toBe('redirect 127.0.0.1:15001');
    expect(endOf(walk(two(redirect(15001), rows(NAT, 'OUTPUT -j ACCEPT')), APP))).toBe('redirect 127.0.0.1:15001');
  });
  test('C8 two REDIRECTs: undecided, no listing shows the order', () =>
    expect(endOf(walk(two(redirect(15001), redirect(15006)), APP))).toMatch(
      /^unknown which of nft nat, legacy nat was registered last/,
    ));
  test('C8 two REDIRECTs to the same port: decided', () => {
    const result = walk(two(redirect(15001), redirect(15001)), APP);
    expect([endOf(result), result.unknown.length]).toEqual(['redirect 127.0.0.1:15001', 1]);
  });
});

describe('what the facts leave open', () => {
  const APP = 'app tcp 192.0.2.10:80';
  test('an unsupported match that matters: unknown, by coordinate and module', () =>
    expect(endOf(walk(filter('OUTPUT -m recent --name x --rcheck --rsource -j DROP'), APP))).toBe(
      'unknown filter:OUTPUT:rule:1 (-m recent)',
    ));
  test('one that does not matter is listed', () => {
    const result = walk(filter('OUTPUT -m recent --name x --rcheck --rsource -j ACCEPT'), APP);
    expect([endOf(result), result.unknown]).toEqual(['wire eth0 192.0.2.10:80', ['filter:OUTPUT:rule:1 (-m recent)']]);
  });
  test('one that only logs is not even asked', () =>
    expect(walk(filter('OUTPUT -m limit --limit 1/s -j LOG'), APP).unknown).toEqual([]));
  test('an unsupported target counts only when it is reached', () => {
    expect(endOf(walk(filter('OUTPUT -p udp -j SYNPROXY'), APP))).toBe('wire eth0 192.0.2.10:80');
    expect(endOf(walk(filter('OUTPUT -p tcp -j SYNPROXY'), APP))).toMatch(
      /^unknown filter:OUTPUT:rule:1 \(-j SYNPROXY/,
    );
  });
  test('an ordinary sender: a rule for another user is unknown only when it matters', () => {
    const netns = pod(rows(FILTER, 'OUTPUT -m owner --uid-owner 1001 -j DROP'));
    expect(endOf(walk(netns, APP))).toBe('wire eth0 192.0.2.10:80');
  });
  test('a mark that may have been set is named for the answer', () => {
    const netns = pod(rows(MANGLE, 'OUTPUT -m recent --name x --rcheck --rsource -j CONNMARK --set-mark 1'));
    const first = walk(netns, APP);
    expect(endOf(first)).toBe('wire eth0 192.0.2.10:80');
    expect(endOf(replyWalk(netns, first, chooseLikeliest))).toBe('unknown mangle:OUTPUT:rule:1 (-m recent)');
  });
});
