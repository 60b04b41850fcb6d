import { describe, expect, test } from 'vitest';
import type { Netns } from '../../../src/netfilter/walk/netns/Netns.js';
import { endOf, iptables, POD, walk } from './bench.js';
import { NAT, FILTER, rows } from './rules.js';

/** What a real kernel (6.18, iptables 1.8.9) was seen to do, one line a row; the ids are those of the measured facts. */
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
