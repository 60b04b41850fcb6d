import { describe, expect, test } from 'vitest';
import { chooseLikeliest } from '../../../src/logic/Fork.js';
import type { Netns } from '../../../src/netfilter/walk/netns/Netns.js';
import { nextPacketWalk } from '../../../src/netfilter/walk/nextPacketWalk.js';
import { replyWalk } from '../../../src/netfilter/walk/replyWalk.js';
import { endOf, ip, markRule, path, POD, route, walk } from '../walk/bench.js';
import { NAT, FILTER, MANGLE, RAW, TRACKED, rows, pod, nat } from '../walk/rules.js';

/** What a real kernel (6.18, iptables 1.8.9) was seen to do, one line a row; the ids are those of the measured facts. */
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
  test('a CT rule in raw gives a template: ctstate NEW, ctdir ORIGINAL, no addresses', () => {
    const netns = pod(
      rows(
        RAW,
        'OUTPUT -m conntrack --ctstate NEW',
        'OUTPUT -j CT --zone 1',
        'OUTPUT -m conntrack --ctstate NEW',
        'OUTPUT -m conntrack --ctdir ORIGINAL',
        'OUTPUT -m conntrack --ctorigdst 192.0.2.10',
      ),
    );
    expect(path(walk(netns, 'app tcp 192.0.2.10:80'))).toBe('raw OUTPUT:2 OUTPUT:3 OUTPUT:4');
  });
  test('a translation to the same address is a decision, but no DNAT', () => {
    const netns = pod(
      rows(NAT, 'OUTPUT -p tcp -j REDIRECT', 'OUTPUT -p tcp -j REDIRECT --to-ports 15001') +
        rows(MANGLE, 'INPUT -m conntrack --ctstate DNAT'),
    );
    expect(path(walk(netns, 'app tcp 127.0.0.1:8080'))).toBe('nat OUTPUT:1');
    expect(path(walk(netns, 'app tcp 10.0.0.2:8080'))).toBe('nat OUTPUT:1 mangle INPUT:1');
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
  test('M11 loopback to an own address is -o lo already in OUTPUT', () => {
    const netns = pod(rows(FILTER, 'OUTPUT -o eth0', 'OUTPUT -o lo'));
    expect(path(walk(netns, 'app tcp 10.0.0.2:8080'))).toBe('filter OUTPUT:2');
  });
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
  test('H15 where conntrack runs packets are whole: -f matches none of them, ! -f and ports all', () => {
    const netns = pod(rows(RAW, 'PREROUTING -f', 'PREROUTING ! -f', 'PREROUTING -p udp --dport 53') + TRACKED);
    expect(path(walk(netns, 'peer udp 10.0.0.2:53'))).toBe('raw PREROUTING:2 PREROUTING:3');
  });
  test('H16 a v4-mapped destination is IPv4', () =>
    expect(endOf(walk(redirect, 'app tcp [::ffff:192.0.2.10]:80'))).toBe('redirect 127.0.0.1:15001'));
  test('H17 0.0.0.0 and :: are loopback', () => {
    expect(endOf(walk(POD, 'app tcp 0.0.0.0:8080'))).toBe('direct 127.0.0.1:8080');
    expect(endOf(walk(POD, 'app tcp [::]:8080'))).toBe('direct [::1]:8080');
  });
});
