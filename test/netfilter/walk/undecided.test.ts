import { describe, expect, test } from 'vitest';
import { chooseLikeliest } from '../../../src/logic/Fork.js';
import { replyWalk } from '../../../src/netfilter/walk/replyWalk.js';
import { endOf, walk } from './bench.js';
import { FILTER, MANGLE, rows, pod, filter } from './rules.js';

/** What a real kernel (6.18, iptables 1.8.9) was seen to do, one line a row; the ids are those of the measured facts. */
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
