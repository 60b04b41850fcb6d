import { describe, expect, test } from 'vitest';
import type { Netns } from '../../../src/netfilter/walk/netns/Netns.js';
import { coordinates, endOf, path, walk } from '../walk/bench.js';
import { NAT, FILTER, MANGLE, TRACKED, rows, pod, filter, nat } from '../walk/rules.js';

/** What a real kernel (6.18, iptables 1.8.9) was seen to do, one line a row; the ids are those of the measured facts. */
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
  test.each([
    ['ACCEPT', 'filter OUTPUT:1', 'wire eth0 192.0.2.10:80'],
    ['DROP', 'filter OUTPUT:1', 'dropped timeout'],
    ['REJECT', 'filter OUTPUT:1', 'rejected timeout'],
    ['RETURN', 'filter OUTPUT:1', 'wire eth0 192.0.2.10:80'],
    ['QUEUE', 'filter OUTPUT:1', 'unknown filter:OUTPUT:rule:1: a program in user space decides (QUEUE)'],
    ['LOG', 'filter OUTPUT:1 OUTPUT:2', 'dropped timeout'],
  ])('W7 %s: whether the next rule is met', (target, met, end) => {
    const result = walk(filter(`OUTPUT -j ${target}`, 'OUTPUT -j DROP'), 'app tcp 192.0.2.10:80');
    expect([path(result), endOf(result)]).toEqual([met, end]);
  });
  test.each(['REDIRECT --to-ports 15001', 'DNAT --to-destination 10.0.0.3:15001'])('W7 %s ends its chain', (target) =>
    expect(path(walk(nat(`OUTPUT -p tcp -j ${target}`, 'OUTPUT -j ACCEPT'), 'app tcp 192.0.2.10:80'))).toBe(
      'nat OUTPUT:1',
    ),
  );
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
