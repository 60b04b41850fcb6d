import { describe, expect, test } from 'vitest';
import { matchRule } from '../../../src/netfilter/matchRule.js';
import { rule } from '../harness.js';
import { ip, SYN, truth } from './harness.js';

test.each([
  ['-m length --length 60', 'yes'],
  ['-m length --length 61:', 'no'],
  ['-m length ! --length 60', 'no'],
  ['-m ttl --ttl-eq 64', 'yes'],
  ['-m ttl ! --ttl-eq 64', 'no'],
  ['-m ttl --ttl-lt 64', 'no'],
  ['-m ttl --ttl-gt 63', 'yes'],
  ['-m tos --tos 0', 'yes'],
  ['-m tos ! --tos 0x10/0x3f', 'yes'],
  ['-m dscp --dscp-class EF', 'no'],
  ['-m pkttype --pkt-type unicast', 'yes'],
])('M19: %s: %s', (words, expected) => expect(truth(words)).toBe(expected));

test('M19: local output is unicast even to a multicast address', () =>
  expect(truth('-m pkttype --pkt-type unicast', { destination: ip('224.0.0.1') })).toBe('yes'));

test('M19: mac never matches on lo, even negated', () => {
  const lo = { inInterface: 'lo', outInterface: '' };
  expect(truth('-m mac --mac-source 00:11:22:33:44:55', lo)).toBe('no');
  expect(truth('-m mac ! --mac-source 00:11:22:33:44:55', lo)).toBe('no');
});

test('mac compares without case, and is unknown without the frame', () => {
  const frame = { inInterface: 'eth0', outInterface: '', sourceMac: '00:11:22:AA:bb:cc' };
  expect(truth('-m mac --mac-source 00:11:22:aa:bb:cc', frame)).toBe('yes');
  const { sourceMac: _, ...unseen } = frame;
  expect(truth('-m mac --mac-source 00:11:22:aa:bb:cc', unseen)).toBe('unknown');
});

test('M22: the content of a set is not in the rules', () => {
  expect(truth('-m set --match-set probes src')).toBe('unknown');
  expect(truth('-m set ! --match-set probes dst,dst')).toBe('unknown');
  expect(truth('-p udp -m set --match-set probes src')).toBe('no');
});

test('M23: a comment never affects matching, two are allowed', () => {
  const words = '-m comment --comment "-p udp" -m comment --comment two';
  expect(truth(words)).toBe('yes');
  expect(rule(`${words} -j ACCEPT`).comment).toBe('-p udp two');
});

test.each([
  ['-m iprange --dst-range 192.0.2.1-192.0.2.10', 'yes'],
  ['-m iprange --dst-range 192.0.2.11-192.0.2.20', 'no'],
  ['-m iprange ! --src-range 10.0.0.3-10.0.0.9', 'yes'],
])('%s: %s', (words, expected) => expect(truth(words)).toBe(expected));

test('physdev: a packet that crosses no bridge matches the negated tests', () => {
  expect(truth('-m physdev ! --physdev-is-in')).toBe('yes');
  expect(truth('-m physdev --physdev-is-bridged')).toBe('no');
  expect(truth('-m physdev --physdev-is-bridged', { inInterface: 'cni0' })).toBe('unknown');
});

describe('D14: statistic', () => {
  test.each([
    ['--mode random --probability 0.25000000000', 0.25],
    ['--mode random ! --probability 0.25', 0.75],
    ['--mode nth --every 3 --packet 0', 1 / 3],
  ])('%s leaves it to chance: %d', (words, chance) => {
    const found = match(`-m statistic ${words}`);
    expect(found.truth).toBe('unknown');
    expect(found.chance).toBeCloseTo(chance);
  });

  test('chances of one rule multiply', () =>
    expect(match('-m statistic --mode nth --every 2 -m statistic --mode random --probability 0.5').chance).toBe(0.25));
  test('certainty is no chance', () => {
    expect(match('-m statistic --mode random --probability 1')).toMatchObject({ truth: 'yes' });
    expect(match('-m statistic --mode nth --every 1').truth).toBe('yes');
  });
  test('with something else that is unknown there is no chance to give', () =>
    expect(match('-m statistic --mode nth --every 2 -m limit --limit 3/min')).not.toHaveProperty('chance'));

  function match(words: string): ReturnType<typeof matchRule> {
    return matchRule(rule(words), SYN, { hook: 'OUTPUT', table: 'nat', interfaces: undefined, sockets: undefined });
  }
});

describe('what rules cannot tell is unknown, by name', () => {
  test.each([
    ['limit', '-m limit --limit 3/min'],
    ['hashlimit', '-m hashlimit --hashlimit-above 5/sec --hashlimit-burst 5 --hashlimit-mode srcip --hashlimit-name h'],
    ['recent', '-m recent --rcheck --seconds 5 --name r --mask 255.255.255.255 --rsource'],
    ['connlimit', '-m connlimit --connlimit-above 3 --connlimit-mask 32 --connlimit-saddr'],
    ['quota', '-m quota --quota 1000'],
    ['time', '-m time --timestart 10:00:00 --timestop 11:00:00'],
    ['string', '-m string --string "-j ACCEPT" --algo bm'],
    ['u32', '-m u32 --u32 "0x6&0xff=0x1"'],
    ['bpf', '-m bpf --bytecode "4,48 0 0 9,21 0 1 6,6 0 0 1,6 0 0 0"'],
    ['cgroup', '-m cgroup --path kubepods'],
    ['cluster', '-m cluster --cluster-total-nodes 2 --cluster-local-node 1 --cluster-hash-seed 0x1'],
  ])('%s', (module, words) => {
    const { matches, target } = rule(`-p tcp ${words} -j ACCEPT`);
    expect(matches).toEqual([
      { kind: 'protocol', not: false, value: 'tcp' },
      { kind: 'unsupported', module, text: words },
    ]);
    expect(target).toEqual({ kind: 'ACCEPT' });
    expect(truth(words)).toBe('unknown');
  });
});

test('a match that says no decides over one that is unknown', () =>
  expect(truth('-m limit --limit 3/min -d 203.0.113.9')).toBe('no'));
