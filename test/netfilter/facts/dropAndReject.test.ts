import { describe, expect, test } from 'vitest';
import type { Netns } from '../../../src/netfilter/walk/netns/Netns.js';
import type { PacketWalk } from '../../../src/netfilter/walk/PacketWalk.js';
import { coordinates, endOf, iptables, path, POD, walk } from '../walk/bench.js';
import { FILTER, MANGLE, NAT, RAW, rows, pod, filter } from '../walk/rules.js';

/** What a real kernel (6.18, iptables 1.8.9) was seen to do, one line a row; the ids are those of the measured facts. */

/** The error of connect(), or of send() and recv() of a connected UDP socket. */
function errno({ end }: PacketWalk): string {
  if (end.kind === 'rejected') return end.errno ?? end.senderSees;
  return end.kind === 'dropped' || end.kind === 'unroutable' ? end.senderSees : end.kind;
}
const six = (text: string): Netns => ({ ...POD, ruleSets: iptables(text, 'nft', 'ip6') });
const errors = (netns: Netns, to: string): readonly string[] =>
  ['tcp', 'udp'].map((protocol) => errno(walk(netns, `app ${protocol} ${to}`)));

describe('2.1 DROP', () => {
  test.each([
    ['R1 raw OUTPUT', RAW, 'OUTPUT', '192.0.2.10:80', 'timeout', 'EPERM'],
    ['R1 mangle OUTPUT', MANGLE, 'OUTPUT', '192.0.2.10:80', 'timeout', 'EPERM'],
    ['R1 filter OUTPUT', FILTER, 'OUTPUT', '192.0.2.10:80', 'timeout', 'EPERM'],
    ['R1 mangle POSTROUTING', MANGLE, 'POSTROUTING', '192.0.2.10:80', 'timeout', 'EPERM'],
    ['R2 filter INPUT over lo', FILTER, 'INPUT', '10.0.0.2:8080', 'timeout', 'timeout'],
  ])('%s: TCP %s', (_, table, chain, to, tcp, udp) => {
    const text = rows(table, `${chain} -j DROP`);
    expect(errors(pod(text), to)).toEqual([tcp, udp]);
    expect(errors(six(text), to.startsWith('192') ? '[2001:db8::10]:80' : '[fd00::2]:8080')).toEqual([tcp, udp]);
  });
  test.each(['tcp', 'udp'])('R2 DROP in INPUT of a remote packet: %s timeout', (protocol) => {
    expect(endOf(walk(filter('INPUT -j DROP'), `peer ${protocol} 10.0.0.2:8080`))).toBe('dropped timeout');
    expect(endOf(walk(six(rows(FILTER, 'INPUT -j DROP')), `peer ${protocol} [fd00::2]:8080`))).toBe('dropped timeout');
  });
});

describe('2.1 REJECT: the error of a TCP connect() and of a connected UDP socket', () => {
  const V4 = [
    ['R4', 'icmp-port-unreachable', 'ECONNREFUSED', 'ECONNREFUSED'],
    ['R5', 'icmp-net-unreachable', 'ENETUNREACH', 'timeout'],
    ['R5', 'icmp-net-prohibited', 'ENETUNREACH', 'ENETUNREACH'],
    ['R6', 'icmp-host-unreachable', 'EHOSTUNREACH', 'timeout'],
    ['R7', 'icmp-host-prohibited', 'EHOSTUNREACH', 'EHOSTUNREACH'],
    ['R7', 'icmp-admin-prohibited', 'EHOSTUNREACH', 'EHOSTUNREACH'],
    ['R8', 'icmp-proto-unreachable', 'ENOPROTOOPT', 'ENOPROTOOPT'],
  ] as const;
  const V6 = [
    ['R11', 'icmp6-no-route', 'ENETUNREACH', 'timeout'],
    ['R11', 'icmp6-addr-unreachable', 'EHOSTUNREACH', 'timeout'],
    ['R11', 'icmp6-port-unreachable', 'ECONNREFUSED', 'ECONNREFUSED'],
    ['R11', 'icmp6-adm-prohibited', 'EACCES', 'EACCES'],
    ['R11', 'icmp6-policy-fail', 'EACCES', 'EACCES'],
    ['R11', 'icmp6-reject-route', 'EACCES', 'EACCES'],
  ] as const;
  const rejecting = (chain: string, type: string): string =>
    rows(FILTER, ...['tcp', 'udp'].map((one) => `${chain} -p ${one} --dport 8080 -j REJECT --reject-with ${type}`));
  test.each(V4)('%s %s in INPUT: %s, UDP %s', (_, type, tcp, udp) => {
    expect(errors(pod(rejecting('INPUT', type)), '10.0.0.2:8080')).toEqual([tcp, udp]);
    for (const protocol of ['tcp', 'udp'] as const) {
      const seen = errno(walk(pod(rejecting('INPUT', type)), `peer ${protocol} 10.0.0.2:8080`));
      expect(seen).toBe(protocol === 'tcp' ? tcp : udp);
    }
  });
  test.each(V4)('R3 %s %s in OUTPUT: %s, UDP EPERM at once', (_, type, tcp) =>
    expect(errors(pod(rejecting('OUTPUT', type)), '192.0.2.10:8080')).toEqual([tcp, 'EPERM']),
  );
  test.each(V6)('%s IPv6 %s in INPUT: %s, UDP %s', (_, type, tcp, udp) =>
    expect(errors(six(rejecting('INPUT', type)), '[fd00::2]:8080')).toEqual([tcp, udp]),
  );
  test.each(V6)('%s IPv6 %s in OUTPUT: %s, UDP EPERM', (_, type, tcp) =>
    expect(errors(six(rejecting('OUTPUT', type)), '[2001:db8::10]:8080')).toEqual([tcp, 'EPERM']),
  );
  test('R4 the default is port unreachable', () =>
    expect(errors(filter('INPUT -p tcp --dport 8080 -j REJECT'), '10.0.0.2:8080')[0]).toBe('ECONNREFUSED'));
  test.each(['INPUT', 'OUTPUT'])('R9 R10 tcp-reset in %s: ECONNREFUSED, IPv6 too; it is for TCP only', (chain) => {
    const text = rows(FILTER, `${chain} -p tcp --dport 8080 -j REJECT --reject-with tcp-reset`);
    const to = chain === 'INPUT' ? ['10.0.0.2:8080', '[fd00::2]:8080'] : ['192.0.2.10:8080', '[2001:db8::10]:8080'];
    expect(to.map((address, at) => errno(walk(at === 0 ? pod(text) : six(text), `app tcp ${address}`)))).toEqual([
      'ECONNREFUSED',
      'ECONNREFUSED',
    ]);
    expect(endOf(walk(pod(text), `app udp ${to[0] ?? ''}`))).toBe(
      chain === 'INPUT' ? 'direct 10.0.0.2:8080' : 'wire eth0 192.0.2.10:8080',
    );
  });
});

describe('2.1 the way of what tells the sender', () => {
  const way = (netns: Netns, packet: string): string => {
    const { refusal } = walk(netns, packet);
    return refusal === undefined ? 'none' : `${path(refusal)} => ${endOf(refusal)}`;
  };
  const states = ['NEW', 'ESTABLISHED', 'RELATED'].map((state) => `OUTPUT -m conntrack --ctstate ${state}`);
  const owners = ['--socket-exists', '! --uid-owner 1337'].map((words) => `OUTPUT -m owner ${words}`);
  test('R12 a REJECT of everything rejects its own error: the sender hears nothing', () => {
    expect(errors(filter('OUTPUT -j REJECT'), '192.0.2.10:80')).toEqual(['timeout', 'EPERM']);
    expect(errors(filter('INPUT -j REJECT'), '10.0.0.2:8080')).toEqual(['timeout', 'timeout']);
    expect(errno(walk(filter('INPUT -j REJECT'), 'peer tcp 10.0.0.2:8080'))).toBe('ECONNREFUSED');
  });
  test('R12 a DROP of resets in OUTPUT keeps refusals from the sender', () => {
    const netns = filter('OUTPUT -p tcp --tcp-flags RST RST -j DROP');
    expect(errno(walk(netns, 'app tcp 10.0.0.2:9'))).toBe('timeout');
    expect(errno(walk(netns, 'peer tcp 10.0.0.2:9'))).toBe('timeout');
  });
  test('H8 U6 the reset of a closed port is the ESTABLISHED answer, without an owner, in IPv4 with a socket', () => {
    expect(way(filter(...states, ...owners), 'peer tcp 10.0.0.2:9')).toBe(
      'filter OUTPUT:2 OUTPUT:4 OUTPUT:5 => wire eth0 10.0.0.1:40000',
    );
    expect(way(six(rows(FILTER, ...states, ...owners)), 'peer tcp [fd00::2]:9')).toBe(
      'filter OUTPUT:2 OUTPUT:5 => wire eth0 [fd00::1]:40000',
    );
  });
  test('H11 U6 an ICMP error is RELATED, never NEW, and nat is not asked', () => {
    const rules = rows(FILTER, ...states, ...owners) + rows(NAT, 'OUTPUT -p icmp', 'POSTROUTING -p icmp');
    expect(way(pod(rules), 'peer udp 10.0.0.2:9')).toBe('filter OUTPUT:3 OUTPUT:4 OUTPUT:5 => wire eth0 10.0.0.1:0');
    const rejects = rows(FILTER, ...states, 'INPUT -p tcp -j REJECT');
    expect(way(pod(rejects), 'peer tcp 10.0.0.2:8080')).toBe('filter OUTPUT:3 => wire eth0 10.0.0.1:0');
  });
  test('U6 the reset of a REJECT is RELATED and has no socket', () =>
    expect(
      way(filter(...states, ...owners, 'INPUT -p tcp -j REJECT --reject-with tcp-reset'), 'peer tcp 10.0.0.2:8080'),
    ).toBe('filter OUTPUT:3 OUTPUT:5 => wire eth0 10.0.0.1:40000'));
  test('H6 the reset of a redirected connection comes from the address that was dialled', () => {
    const netns = pod(
      rows(NAT, 'OUTPUT -p tcp -j REDIRECT --to-ports 15099', 'PREROUTING -p tcp -j REDIRECT --to-ports 15099') +
        rows(FILTER, 'OUTPUT -s 127.0.0.1 -p tcp --sport 15099', 'INPUT -s 192.0.2.10 -p tcp --sport 80'),
    );
    expect(way(netns, 'app tcp 192.0.2.10:80')).toBe('filter OUTPUT:1 INPUT:1 => direct 10.0.0.2:40000');
    expect(walk(netns, 'peer tcp 10.0.0.3:8080').refusal?.end).toMatchObject({
      kind: 'wire',
      source: { ip: { text: '10.0.0.3' }, port: 8080 },
    });
  });
  test('the packet itself is told apart from its refusal', () =>
    expect(coordinates(walk(filter('OUTPUT -m conntrack --ctstate RELATED'), 'peer udp 10.0.0.2:9'))).toEqual([]));
});
