import { describe, expect, test } from 'vitest';
import { chooseLikeliest } from '../../../src/logic/Fork.js';
import type { Netns } from '../../../src/netfilter/walk/netns/Netns.js';
import { nextPacketWalk } from '../../../src/netfilter/walk/nextPacketWalk.js';
import { parseNftText } from '../../../src/netfilter/parse/parseNftText.js';
import { replyWalk } from '../../../src/netfilter/walk/replyWalk.js';
import { endOf, ip, listener, path, POD, rulesOfFiles, TPROXY_POD, walk } from '../walk/bench.js';
import { NAT, MANGLE, rows, pod } from '../walk/rules.js';

/** What a real kernel (6.18, iptables 1.8.9) was seen to do, one line a row; the ids are those of the measured facts. */
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
  test('T12 uid 1337 to 127.0.0.1 with a foreign source: its answer cannot be routed either', () => {
    const first = walk(routed, 'proxy tcp 127.0.0.1:8080 from 10.0.0.1 mark 0x539 transparent');
    expect(endOf(first)).toBe('direct 127.0.0.1:8080');
    expect(endOf(replyWalk(routed, first, chooseLikeliest))).toBe('unroutable timeout');
  });
  test('T1 nat:PREROUTING is asked all the same', () => {
    const netns = pod(
      rows(MANGLE, 'PREROUTING -p tcp -j TPROXY --on-port 15006 --tproxy-mark 0x539', 'PREROUTING') +
        rows(NAT, 'PREROUTING -p tcp', 'OUTPUT -j REDIRECT'),
      TPROXY_POD,
    );
    expect(path(walk(netns, 'peer tcp 10.0.0.2:8080'))).toBe('mangle PREROUTING:1 nat PREROUTING:1');
  });
  test('T9 native tproxy does not end the chain', () => {
    const chain =
      'type filter hook prerouting priority -150; meta l4proto tcp tproxy to :15006; meta mark set 5; tcp dport 8080 drop';
    const netns = { ...POD, ruleSets: parseNftText(`table ip t { chain pre { ${chain} } }`, 'nft') };
    expect(endOf(walk(netns, 'peer tcp 10.0.0.2:8080'))).toBe('dropped timeout');
    expect(walk(netns, 'peer tcp 10.0.0.2:8081').end).toMatchObject({ by: 'tproxy', mark: 5 });
  });
  test('T13 the app to its own address is not captured; what has the proxy gid is', () => {
    expect(endOf(walk(routed, 'app tcp 10.0.0.2:8080'))).toBe('direct 10.0.0.2:8080');
    expect(endOf(walk(routed, 'gid-only tcp 10.0.0.2:8080'))).toBe('tproxy 10.0.0.2:8080');
    expect(endOf(walk(routed, 'proxy tcp 10.0.0.2:8080'))).toBe('redirect 127.0.0.1:15006');
    expect(endOf(walk(routed, 'proxy tcp 10.0.0.2:15008'))).toBe('tproxy 10.0.0.2:15008');
  });
  test.each([
    [15008, 'tproxy 10.0.0.2:15008'],
    [15020, 'direct 10.0.0.2:15020'],
    [15021, 'direct 10.0.0.2:15021'],
    [15090, 'direct 10.0.0.2:15090'],
  ])('T14 inbound %i', (port, end) => expect(endOf(walk(routed, `peer tcp 10.0.0.2:${port}`))).toBe(end));
  test('T15 TPROXY and then REDIRECT: reset, at the latest when the handshake is done', () => {
    const text =
      rows(MANGLE, 'PREROUTING -p tcp -j TPROXY --on-port 15006 --tproxy-mark 1') +
      rows(NAT, 'PREROUTING -p tcp -j REDIRECT --to-ports 15006');
    const first = walk(pod(text), 'peer tcp 10.0.0.3:8080');
    const third = nextPacketWalk(pod(text), reply(pod(text), 'peer tcp 10.0.0.3:8080'), chooseLikeliest);
    expect(endOf(first.end.kind === 'local' ? third : first)).toBe('rejected reset');
  });
});
