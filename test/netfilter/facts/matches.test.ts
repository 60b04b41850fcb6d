import { describe, expect, test } from 'vitest';
import { chooseLikeliest } from '../../../src/logic/Fork.js';
import { replyWalk } from '../../../src/netfilter/walk/replyWalk.js';
import type { Netns } from '../../../src/netfilter/walk/netns/Netns.js';
import { path, POD, walk } from '../walk/bench.js';
import { FILTER, MANGLE, NAT, pod, RAW, rows, TRACKED } from '../walk/rules.js';

/** What a real kernel (6.18, iptables 1.8.9) was seen to do, one line a row; the ids are those of the measured facts. */
const STATES = ['INVALID', 'NEW', 'ESTABLISHED', 'UNTRACKED'];
const by = (chain: string, option: string, values: readonly string[]): readonly string[] =>
  values.map((value) => `${chain} -m conntrack ${option} ${value}`);
/** The numbers of the rules that a packet hit in one chain. */
const numbers = (netns: Netns, packet: string, chain: string): string =>
  path(walk(netns, packet))
    .split(' ')
    .filter((hit) => hit.startsWith(`${chain}:`))
    .map((hit) => hit.replace(`${chain}:`, ''))
    .join(' ');

describe('4.2 conntrack on the way', () => {
  test.each([
    ['raw', RAW, '1'],
    ['mangle', MANGLE, '2'],
    ['filter', FILTER, '2'],
  ])('M1 a fresh packet in %s is %s of INVALID, NEW, ESTABLISHED, UNTRACKED', (_, table, expected) =>
    expect(numbers(pod(rows(table, ...by('OUTPUT', '--ctstate', STATES))), 'app tcp 192.0.2.10:80', 'OUTPUT')).toBe(
      expected,
    ),
  );
  test('M1 in raw ! NEW holds', () =>
    expect(numbers(pod(rows(RAW, 'OUTPUT -m conntrack ! --ctstate NEW')), 'app tcp 192.0.2.10:80', 'OUTPUT')).toBe(
      '1',
    ));
  test('M2 DNAT and the reply tuple match behind the nat chain of the packet, not before', () => {
    const asks = (chain: string): readonly string[] => [
      `${chain} -m conntrack --ctstate DNAT`,
      `${chain} -p tcp -m conntrack --ctreplsrc 127.0.0.1 --ctreplsrcport 15001`,
    ];
    const netns = pod(
      rows(NAT, 'OUTPUT -p tcp -j REDIRECT --to-ports 15001') +
        rows(MANGLE, ...asks('OUTPUT')) +
        rows(FILTER, ...asks('OUTPUT'), ...asks('INPUT')),
    );
    expect(path(walk(netns, 'app tcp 192.0.2.10:80'))).toBe('nat OUTPUT:1 filter OUTPUT:1 OUTPUT:2 INPUT:1 INPUT:2');
    const reply = replyWalk(netns, walk(netns, 'app tcp 192.0.2.10:80'), chooseLikeliest);
    expect(path(reply)).toBe('mangle OUTPUT:1 OUTPUT:2 filter OUTPUT:1 OUTPUT:2 INPUT:1 INPUT:2');
  });
  test('M3 the SYN+ACK of a redirected flow: ESTABLISHED, REPLY, the dialled address', () => {
    const words = '--ctstate ESTABLISHED --ctdir REPLY --ctorigdst 192.0.2.10';
    const netns = pod(
      rows(NAT, 'OUTPUT -p tcp -j REDIRECT --to-ports 15001') + rows(FILTER, `OUTPUT -m conntrack ${words}`),
    );
    const reply = replyWalk(netns, walk(netns, 'app tcp 192.0.2.10:80'), chooseLikeliest);
    expect(path(reply)).toBe('filter OUTPUT:1');
  });
  test('M4 CONFIRMED from INPUT over lo on, SEEN_REPLY from the reply on, NONE never', () => {
    const status = ['NONE', 'SEEN_REPLY', 'CONFIRMED'];
    const netns = pod(rows(FILTER, ...by('OUTPUT', '--ctstatus', status), ...by('INPUT', '--ctstatus', status)));
    const first = walk(netns, 'app tcp 10.0.0.2:8080');
    expect(path(first)).toBe('filter INPUT:3');
    expect(path(replyWalk(netns, first, chooseLikeliest))).toBe('filter OUTPUT:2 OUTPUT:3 INPUT:2 INPUT:3');
  });
  test('M9 behind NOTRACK connmark and ctdir never match; where the state holds, the rest is skipped', () => {
    const netns = pod(
      rows(RAW, 'OUTPUT -j CT --notrack') +
        rows(
          FILTER,
          'OUTPUT -m connmark --mark 1',
          'OUTPUT -m connmark ! --mark 1',
          'OUTPUT -m conntrack --ctdir ORIGINAL',
          'OUTPUT -m conntrack ! --ctorigdst 203.0.113.5',
          'OUTPUT -m conntrack --ctstate UNTRACKED --ctorigdst 203.0.113.5',
          'OUTPUT -m conntrack ! --ctstate NEW --ctorigdst 203.0.113.5',
        ),
    );
    expect(path(walk(netns, 'app tcp 192.0.2.10:80'))).toBe('raw OUTPUT:1 filter OUTPUT:5 OUTPUT:6');
  });
  test('M8 save and restore with masks, on the way: 0x1200ff becomes 0x120bc0, the flow 0xbcd', () => {
    const netns = pod(
      rows(
        MANGLE,
        'OUTPUT -j CONNMARK --set-xmark 0xabcd/0xffffffff',
        'OUTPUT -j MARK --set-xmark 0x1200ff/0xffffffff',
        'OUTPUT -j CONNMARK --restore-mark --nfmask 0xff --ctmask 0xff0',
        'OUTPUT -m mark --mark 0x120bc0',
        'OUTPUT -j CONNMARK --save-mark --nfmask 0xff --ctmask 0xf0f0',
        'OUTPUT -m connmark --mark 0xbcd',
      ),
    );
    expect(numbers(netns, 'app tcp 192.0.2.10:80', 'OUTPUT')).toBe('1 2 3 4 5 6');
  });
  test('M7 the operations in a chain, each sees what the one before made', () => {
    const netns = pod(
      rows(
        MANGLE,
        'OUTPUT -j MARK --set-mark 0x539',
        'OUTPUT -m mark --mark 0x539',
        'OUTPUT -j MARK --or-mark 0x1000',
        'OUTPUT -m mark --mark 0x1539',
        'OUTPUT -j MARK --and-mark 0xfff',
        'OUTPUT -m mark --mark 0x539',
        'OUTPUT -j MARK --xor-mark 0x3',
        'OUTPUT -m mark --mark 0x53a',
        'OUTPUT -j MARK --set-xmark 0x5/0x7',
        'OUTPUT -m mark --mark 0x53d',
      ),
    );
    expect(numbers(netns, 'app tcp 192.0.2.10:80', 'OUTPUT')).toBe('1 2 3 4 5 6 7 8 9 10');
  });
  test.each([
    ['0x1539', '1 3'],
    ['0x539', '1 2'],
  ])('M6 SO_MARK %s: value outside the mask never matches', (mark, expected) => {
    const rules = ['0x539/0xfff', '0x539', '0x1539', '0x1539/0xfff'].map((one) => `OUTPUT -m mark --mark ${one}`);
    expect(numbers(pod(rows(MANGLE, ...rules)), `app tcp 192.0.2.10:80 mark ${mark}`, 'OUTPUT')).toBe(expected);
  });
});

describe('4.2 interfaces in user chains', () => {
  const RULES = ['-i lo', '! -i lo', '-i +', '-o eth0', '! -o eth0', '-o +', '-o lo', '-i eth0'];
  const netns = (hook: string): Netns =>
    pod(rows(MANGLE, `${hook} -j A`, ...RULES.map((words) => `A ${words}`)) + TRACKED);
  test('M12 reached from OUTPUT the incoming interface is the empty name', () =>
    expect(numbers(netns('OUTPUT'), 'app tcp 192.0.2.10:80', 'A')).toBe('2 3 4 6'));
  test('M12 reached from PREROUTING the outgoing one is', () =>
    expect(numbers(netns('PREROUTING'), 'peer tcp 10.0.0.2:8080', 'A')).toBe('2 3 5 6 8'));
  test('M10 eth+ and eth0+ match eth0, eth does not', () => {
    const rules = ['eth+', 'eth0+', '+', 'eth0', 'eth'].map((name) => `OUTPUT -o ${name}`);
    expect(numbers(pod(rows(FILTER, ...rules, 'OUTPUT ! -o eth+')), 'app tcp 192.0.2.10:80', 'OUTPUT')).toBe('1 2 3 4');
  });
});

describe('4.2 sizes and kinds of a SYN as the walk makes it', () => {
  test('M20 an echo request by type and code is known where it is given', () =>
    expect(path(walk(pod(rows(FILTER, 'OUTPUT -p icmp')), 'root icmp 192.0.2.10:0'))).toBe('filter OUTPUT:1'));
  test('M13 the pod’s own address on lo with --limit-iface-out is UNICAST', () => {
    const types = ['LOCAL', 'UNICAST'].map((type) => `OUTPUT -m addrtype --dst-type ${type} --limit-iface-out`);
    expect(numbers(pod(rows(FILTER, ...types), POD), 'app tcp 10.0.0.2:8080', 'OUTPUT')).toBe('2');
    expect(numbers(pod(rows(FILTER, ...types), POD), 'app tcp 127.0.0.1:8080', 'OUTPUT')).toBe('1');
  });
  test('M16 M17 ports and --syn of a redirected connection', () => {
    const netns = pod(
      rows(NAT, 'OUTPUT -p tcp --syn -j REDIRECT --to-ports 15001') +
        rows(
          FILTER,
          'OUTPUT -p tcp --dport 15001',
          'OUTPUT -p tcp --dport 80',
          'OUTPUT -p tcp -m multiport --dports 80,15000:15010',
        ),
    );
    expect(path(walk(netns, 'app tcp 192.0.2.10:80'))).toBe('nat OUTPUT:1 filter OUTPUT:1 OUTPUT:3');
  });
});
