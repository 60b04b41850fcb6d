import { describe, expect, test } from 'vitest';
import { chooseLikeliest } from '../../../src/logic/Fork.js';
import { nextPacketWalk } from '../../../src/netfilter/walk/nextPacketWalk.js';
import { replyWalk } from '../../../src/netfilter/walk/replyWalk.js';
import { coordinates, walk } from '../walk/bench.js';
import { FILTER, filter, NAT, nat, pod, RAW, rows, TRACKED } from '../walk/rules.js';

/** The coordinates of steps are those of the kernel's TRACE (`table:CHAIN:rule|return|policy:n`). */
describe('9 TRACE', () => {
  const OUT = 'app tcp 192.0.2.10:80';
  test('Z1 rules count from 1, also those that did not match', () =>
    expect(coordinates(walk(filter('OUTPUT -p udp', 'OUTPUT -p tcp'), OUT))).toEqual([
      'filter:OUTPUT:rule:2',
      'filter:OUTPUT:policy:3',
    ]));
  test('Z2 the end of a user chain is the line behind its last rule', () =>
    expect(coordinates(walk(filter('OUTPUT -j A', 'A -p udp'), OUT))).toEqual([
      'filter:OUTPUT:rule:1',
      'filter:A:return:2',
      'filter:OUTPUT:policy:2',
    ]));
  test('Z3 and so is a policy', () =>
    expect(coordinates(walk(pod(rows(RAW, 'OUTPUT -p udp')), OUT))).toEqual(['raw:OUTPUT:policy:2']));
  test('Z4 leaving an empty chain is told as iptables-legacy does; nft has no line for it', () =>
    expect(coordinates(walk(filter('OUTPUT -j A'), OUT))).toContain('filter:A:return:1'));
  test('Z5 an unconditional ACCEPT, DROP or RETURN is a rule here, which iptables-legacy calls policy or return', () => {
    expect(coordinates(walk(filter('OUTPUT -j A', 'A -p tcp', 'A -j ACCEPT'), OUT)).at(-1)).toBe('filter:A:rule:2');
    expect(coordinates(walk(filter('OUTPUT -j DROP'), OUT))).toEqual(['filter:OUTPUT:rule:1']);
  });
  test('Z6 nat chains are there for the first packet only', () => {
    const netns = pod(rows(NAT, 'OUTPUT -p tcp') + TRACKED);
    const first = walk(netns, OUT);
    const later = nextPacketWalk(netns, replyWalk(netns, first, chooseLikeliest), chooseLikeliest);
    expect([first, later].map((one) => coordinates(one).filter((text) => text.startsWith('nat:')))).toEqual([
      ['nat:OUTPUT:rule:1', 'nat:OUTPUT:policy:2'],
      [],
    ]);
  });
  test('Z7 a drop by routing is just no further coordinate', () => {
    const netns = pod(
      rows(NAT, 'OUTPUT -p tcp -j DNAT --to-destination 192.0.2.10:80') + rows(FILTER, 'OUTPUT -p tcp'),
    );
    expect(coordinates(walk(netns, 'app tcp 127.0.0.1:80'))).toEqual(['nat:OUTPUT:rule:1']);
  });
  test('Z8 a step tells the mark of before and behind its target', () => {
    const [step] = walk(filter('OUTPUT -j MARK --set-mark 0x539'), OUT).steps.filter(({ rule }) => rule);
    expect(step?.effects).toEqual(['mark 0x0 -> 0x539']);
  });
  test('Z9 the TRACE rule itself is a rule that goes on', () =>
    expect(walk(pod(rows(RAW, 'OUTPUT -j TRACE')), OUT).steps[0]).toMatchObject({
      coordinate: 'raw:OUTPUT:rule:1',
      verdict: 'CONTINUE',
    }));
  test.each([
    ['OUTPUT -j ACCEPT', 'ACCEPT'],
    ['OUTPUT -j RETURN', 'RETURN'],
    ['OUTPUT -j A', 'JUMP:A'],
    ['OUTPUT -g A', 'GOTO:A'],
    ['OUTPUT', 'CONTINUE'],
    ['OUTPUT -j DROP', 'DROP'],
  ])('Z10 verdicts are nft’s words: %s is %s', (words, verdict) =>
    expect(walk(filter(words), OUT).steps[0]?.verdict).toBe(verdict),
  );
  test('Z11 a table without rules has no line', () => expect(coordinates(walk(nat(), OUT))).toEqual([]));
});
