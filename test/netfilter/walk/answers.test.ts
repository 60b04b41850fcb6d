import { describe, expect, test } from 'vitest';
import { chooseLikeliest } from '../../../src/logic/Fork.js';
import type { Netns } from '../../../src/netfilter/walk/netns/Netns.js';
import { nextPacketWalk } from '../../../src/netfilter/walk/nextPacketWalk.js';
import type { PacketWalk } from '../../../src/netfilter/walk/PacketWalk.js';
import { replyWalk } from '../../../src/netfilter/walk/replyWalk.js';
import { endOf, listener, markRule, path, POD, route, TPROXY_POD, walk } from './bench.js';
import { FILTER, MANGLE, NAT, nat, pod, RAW, rows, TRACKED } from './rules.js';

const answer = (netns: Netns, first: PacketWalk): PacketWalk => replyWalk(netns, first, chooseLikeliest);
const answerTo = (netns: Netns, words: string): PacketWalk => answer(netns, walk(netns, words));
const third = (netns: Netns, words: string): PacketWalk =>
  nextPacketWalk(netns, answerTo(netns, words), chooseLikeliest);

/** What a real kernel (6.18, iptables 1.8.9) was seen to do with SYN, SYN+ACK and ACK of random rule sets. */
describe('what conntrack makes of an answer', () => {
  const NOTRACKED = rows(RAW, 'OUTPUT -d 192.0.2.10 -j CT --notrack');
  const states = ['NEW', 'INVALID', 'UNTRACKED'].map((state) => `INPUT -m conntrack --ctstate ${state}`);
  test('H8, H9 the SYN+ACK of a SYN that was not tracked is INVALID, and nat is not asked', () => {
    const rules = NOTRACKED + rows(MANGLE, ...states) + rows(NAT, 'INPUT -p tcp -j SNAT --to-source 10.0.0.3');
    expect(path(answerTo(pod(rules), 'app tcp 192.0.2.10:80'))).toBe('mangle INPUT:2');
  });
  test('H9 a UDP answer makes an entry of its own', () => {
    const rules = NOTRACKED + rows(MANGLE, ...states);
    expect(path(answerTo(pod(rules), 'app udp 192.0.2.10:53'))).toBe('mangle INPUT:1');
  });
  const ZONED = rows(RAW, 'PREROUTING -j CT --zone 1') + rows(NAT, 'OUTPUT -j REDIRECT --to-ports 8080');
  test('in another zone the SYN+ACK is INVALID, and so is the ACK that follows', () => {
    const rules = ZONED.replace('--to-ports 8080', '') + rows(MANGLE, ...states);
    expect(endOf(answerTo(pod(rules), 'peer tcp 10.0.0.2:8080'))).toBe('wire eth0 10.0.0.1:40000');
    expect(path(third(pod(rules), 'peer tcp 10.0.0.2:8080'))).toBe('raw PREROUTING:1 mangle INPUT:2');
  });
  test('an answer whose translation another zone hides is not taken', () => {
    const rules = rows(RAW, 'PREROUTING -j CT --zone 1') + rows(NAT, 'PREROUTING -p tcp -j REDIRECT --to-ports 15006');
    const result = answerTo(pod(rules), 'peer tcp 10.0.0.2:8080');
    expect(result.end).toMatchObject({
      kind: 'unroutable',
      why: '10.0.0.2:8080 was asked, and the answer comes from 10.0.0.2:15006',
    });
  });
  test('with nf_conntrack_tcp_loose off an ACK without a flow is INVALID', () => {
    const strict: Netns = { ...POD, sysctls: { 'net.netfilter.nf_conntrack_tcp_loose': '0' } };
    const rules = rows(RAW, 'PREROUTING -j CT --zone 1') + rows(MANGLE, ...states);
    expect(path(third(pod(rules, strict), 'peer tcp 10.0.0.2:8080'))).toBe('raw PREROUTING:1 mangle INPUT:2');
  });
  test('M4 a connection is ASSURED from the ACK of its handshake on', () => {
    const rules = rows(MANGLE, 'INPUT -m conntrack --ctstatus ASSURED');
    expect(path(answerTo(pod(rules), 'app tcp 127.0.0.1:8080'))).toBe('');
    expect(path(third(pod(rules), 'app tcp 127.0.0.1:8080'))).toBe('mangle INPUT:1');
  });
  test('H5 rules that are gone still translate what belongs to a flow', () => {
    const first = walk(nat('OUTPUT -p tcp -j REDIRECT --to-ports 15001'), 'app tcp 192.0.2.10:80');
    const reply = answer(pod(TRACKED), first);
    expect(endOf(reply)).toBe('direct 10.0.0.2:40000');
    expect(endOf(nextPacketWalk(pod(TRACKED), reply, chooseLikeliest))).toBe('redirect 127.0.0.1:15001');
  });
  test('N2 the client still sees the address that it dialled', () => {
    const reply = answerTo(nat('OUTPUT -p tcp -j REDIRECT --to-ports 15001'), 'app tcp 192.0.2.10:80');
    expect(reply.end).toMatchObject({ kind: 'local', source: { port: 80 } });
  });
});

describe('the sockets of later packets', () => {
  const TPROXY = 'PREROUTING -p tcp -j TPROXY --on-port 15006 --tproxy-mark 0';
  test('TPROXY of an answer finds the sender, which is not transparent: DROP', () => {
    const netns = pod(rows(MANGLE, TPROXY), TPROXY_POD);
    expect(endOf(answerTo(netns, 'app tcp 192.0.2.10:80'))).toBe('dropped timeout');
    expect(endOf(answerTo(netns, 'app tcp 10.0.0.2:8080'))).toBe('dropped timeout');
  });
  test('TPROXY of an answer whose translation is not undone yet finds a listener, which does not know it', () => {
    const rules = rows(MANGLE, TPROXY) + rows(NAT, 'OUTPUT -d 192.0.2.10 -p tcp -j DNAT --to-destination 203.0.113.5');
    expect(endOf(answerTo(pod(rules), 'app tcp 192.0.2.10:80'))).toBe('unroutable timeout');
  });
  test('M21 later packets match -m socket by the accepted socket, which inherits IP_TRANSPARENT', () => {
    const rules = rows(MANGLE, 'PREROUTING -p tcp -m socket', 'PREROUTING -p tcp -m socket --transparent', TPROXY);
    const netns = pod(rules, TPROXY_POD);
    expect(path(walk(netns, 'peer tcp 10.0.0.2:7777'))).toBe('mangle PREROUTING:3');
    expect(path(third(netns, 'peer tcp 10.0.0.2:7777'))).toBe('mangle PREROUTING:1 PREROUTING:2 PREROUTING:3');
  });
  test('M21 after TPROXY -m socket sees the socket that it found', () => {
    const rules = rows(MANGLE, TPROXY, 'INPUT -m socket --transparent --nowildcard');
    expect(path(walk(pod(rules, TPROXY_POD), 'peer tcp 10.0.0.2:8080'))).toBe('mangle PREROUTING:1 INPUT:1');
  });
  test('T16 a UDP server that TPROXY found answers from its own port, so the client hears nothing', () => {
    const netns = pod(rows(MANGLE, 'PREROUTING -p udp -j TPROXY --on-port 15006 --tproxy-mark 0'), {
      ...TPROXY_POD,
      sockets: [listener('udp', '0.0.0.0:15006', true)],
    });
    expect(endOf(walk(netns, 'peer udp 10.0.0.2:9001'))).toBe('tproxy 10.0.0.2:9001');
    expect(answerTo(netns, 'peer udp 10.0.0.2:9001').end).toMatchObject({ kind: 'unroutable' });
  });
  test('a server that is not transparent cannot answer from an address of others', () => {
    const netns = pod(rows(MANGLE, 'OUTPUT -p tcp --dport 8080 -j MARK --set-mark 0x539'), TPROXY_POD);
    expect(endOf(walk(netns, 'app tcp 203.0.113.5:8080'))).toBe('direct 203.0.113.5:8080');
    expect(endOf(answerTo(netns, 'app tcp 203.0.113.5:8080'))).toBe('unroutable timeout');
  });
});

describe('source addresses and routes', () => {
  const sourceOf = ({ end }: PacketWalk): string => (end.kind === 'local' ? end.source.ip.text : end.kind);
  test.each([
    ['127.0.0.1:8080', '127.0.0.1'],
    ['127.0.0.5:8080', '127.0.0.1'],
    ['10.0.0.2:8080', '10.0.0.2'],
    ['10.0.0.3:8080', '10.0.0.2'],
    ['10.9.9.9:8080', '10.9.9.9'],
    ['[fd00::2]:8080', 'fd00::2'],
    ['[::1]:8080', '::1'],
  ])('to %s from %s', (to, source) => expect(sourceOf(walk(POD, `app tcp ${to}`))).toBe(source));
  test.each([
    ['[::1]:8080', '::1'],
    ['[fd00::2]:8080', 'fd00::2'],
  ])('MASQUERADE over lo towards %s keeps %s', (to, source) => {
    const netns = { ...POD, ruleSets: pod(rows(NAT, 'POSTROUTING -j MASQUERADE')).ruleSets };
    const six = netns.ruleSets.map((set) => ({
      ...set,
      family: 'ip6' as const,
      tables: set.tables.map((table) => ({ ...table, family: 'ip6' as const })),
    }));
    expect(sourceOf(walk({ ...netns, ruleSets: six }, `app tcp ${to}`))).toBe(source);
  });
  test('D13 a socket bound to 127.0.0.6 may send to others where its mark leads over lo', () => {
    expect(endOf(walk(TPROXY_POD, 'app tcp 192.0.2.10:8080 from 127.0.0.6'))).toBe('unroutable EINVAL');
    expect(endOf(walk(TPROXY_POD, 'app tcp 192.0.2.10:8080 from 127.0.0.6 mark 0x539'))).toBe('direct 192.0.2.10:8080');
  });
  test('H12 a changed TOS in mangle:OUTPUT routes again, by a mark that was set before', () => {
    const viaEth1: Netns = {
      ...POD,
      routes: [...POD.routes, route('7', 'unicast', '0.0.0.0/0', 'eth1')],
      ipRules: [markRule(7, '7'), ...POD.ipRules],
    };
    const marked = rows(RAW, 'OUTPUT -j MARK --set-mark 7');
    const tos = rows(MANGLE, 'OUTPUT -j DSCP --set-dscp 4');
    expect(endOf(walk(pod(marked, viaEth1), 'app tcp 192.0.2.10:80'))).toBe('wire eth0 192.0.2.10:80');
    expect(endOf(walk(pod(marked + tos, viaEth1), 'app tcp 192.0.2.10:80'))).toBe('wire eth1 192.0.2.10:80');
  });
  test('what PREROUTING by lo translates back is routed there, where own addresses are martians', () => {
    const rules =
      rows(RAW, 'OUTPUT -p tcp --sport 8080 -j CT --zone 2') +
      rows(NAT, 'POSTROUTING -o lo -j SNAT --to-source 10.9.9.9') +
      rows(FILTER, 'INPUT -m conntrack --ctdir REPLY');
    expect(answerTo(pod(rules), 'app tcp 127.0.0.5:8080').end).toMatchObject({ kind: 'unroutable' });
  });
});
