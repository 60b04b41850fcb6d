import { describe, expect, test } from 'vitest';
import type { Netns } from '../../../src/netfilter/walk/netns/Netns.js';
import { parseNftText } from '../../../src/netfilter/parse/parseNftText.js';
import { endOf, iptables, markRule, POD, route, walk } from '../walk/bench.js';
import { NAT, FILTER, rows } from '../walk/rules.js';

/** What a real kernel (6.18, iptables 1.8.9) was seen to do, one line a row; the ids are those of the measured facts. */
describe('7 several back ends', () => {
  const two = (nft: string, legacy: string): Netns => ({
    ...POD,
    ruleSets: [...iptables(nft, 'nft'), ...iptables(legacy, 'legacy')],
  });
  const viaEth1: Netns = {
    ...POD,
    routes: [...POD.routes, route('7', 'unicast', '0.0.0.0/0', 'eth1')],
    ipRules: [markRule(7, '7'), ...POD.ipRules],
  };
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
  const native = (text: string): Netns => ({ ...viaEth1, ruleSets: parseNftText(text, 'nft') });
  test.each([
    ['filter', 'wire eth0 192.0.2.10:80'],
    ['route', 'wire eth1 192.0.2.10:80'],
  ])('C7 a mark of a chain of type %s', (type, end) => {
    const chain = `chain out { type ${type} hook output priority -150; policy accept; meta mark set 7 }`;
    expect(endOf(walk(native(`table ip t { ${chain} }`), APP))).toBe(end);
  });
  test.each([
    ['inet', 'redirect 127.0.0.1:15001', 'redirect [::1]:15001'],
    ['ip', 'redirect 127.0.0.1:15001', 'wire eth0 [2001:db8::10]:80'],
    ['ip6', 'wire eth0 192.0.2.10:80', 'redirect [::1]:15001'],
  ])('C19 a nat table of family %s', (family, v4, v6) => {
    const chain = 'chain out { type nat hook output priority -100; meta l4proto tcp redirect to :15001 }';
    const netns = native(`table ${family} t { ${chain} }`);
    expect([endOf(walk(netns, APP)), endOf(walk(netns, 'app tcp [2001:db8::10]:80'))]).toEqual([v4, v6]);
  });
  test('C2, C8 two REDIRECTs: undecided, no listing shows the order', () =>
    expect(endOf(walk(two(redirect(15001), redirect(15006)), APP))).toMatch(
      /^unknown which of nft nat, legacy nat was registered last/,
    ));
  test('C8 two REDIRECTs to the same port: decided', () => {
    const result = walk(two(redirect(15001), redirect(15001)), APP);
    expect([endOf(result), result.unknown.length]).toEqual(['redirect 127.0.0.1:15001', 1]);
  });
});
