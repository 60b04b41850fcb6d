import { describe, expect, test } from 'vitest';
import { chooseLikeliest } from '../../../src/logic/Fork.js';
import type { SocketOwner } from '../../../src/netfilter/model/SocketOwner.js';
import type { Netns } from '../../../src/netfilter/walk/netns/Netns.js';
import { nextPacketWalk } from '../../../src/netfilter/walk/nextPacketWalk.js';
import type { PacketWalk } from '../../../src/netfilter/walk/PacketWalk.js';
import { parseNftText } from '../../../src/netfilter/parse/parseNftText.js';
import { replyWalk } from '../../../src/netfilter/walk/replyWalk.js';
import { sendFromSocket } from '../../../src/netfilter/walk/sendFromSocket.js';
import { endOf, ip, iptables, path, POD, walk } from '../walk/bench.js';
import { FILTER, MANGLE, rows } from '../walk/rules.js';

/** What a real kernel (6.18, iptables 1.8.9) was seen to do, one line a row; the ids are those of the measured facts. */
const TESTS = [
  '--uid-owner 1337',
  '! --uid-owner 1337',
  '! --gid-owner 1337',
  '--socket-exists',
  '! --socket-exists',
  '--uid-owner 0',
] as const;

const text = (table: string, chain: string): string =>
  rows(table, ...TESTS.map((words) => `${chain} -m owner ${words}`));
const asking = (table: string, chain: string): Netns => ({
  ...POD,
  ruleSets: [...iptables(text(table, chain), 'nft'), ...iptables(text(table, chain), 'nft', 'ip6')],
});

/** `yes` or `no` for each of the tests. */
function answers(walked: PacketWalk): string {
  return TESTS.map((_, at) =>
    path(walked)
      .split(' ')
      .some((hit) => hit.endsWith(`:${at + 1}`))
      ? 'yes'
      : 'no',
  ).join(' ');
}
const send = (netns: Netns, owner: SocketOwner, protocol = 'tcp'): PacketWalk =>
  sendFromSocket(
    netns,
    { protocol, destination: { ip: ip('192.0.2.10'), port: 80 }, owner, sourcePort: 40000 },
    chooseLikeliest,
  );
const user = (uid: number, gid: number): SocketOwner => ({ kind: 'user', uid, gid });

describe.each([
  ['OUTPUT', FILTER],
  ['POSTROUTING', MANGLE],
] as const)('4.1 owner in %s', (chain, table) => {
  const netns = asking(table, chain);
  test.each([
    ['U1 app', user(1000, 1000), 'no yes yes yes no no'],
    ['U2 proxy', user(1337, 1337), 'yes no no yes no no'],
    ['U3 created by root, whose process then became 1337', user(0, 0), 'no yes yes yes no yes'],
    ['U4 created by 1337, connected by root', user(1337, 0), 'yes no yes yes no no'],
  ])('%s: %s', (_, owner, expected) => expect(answers(send(netns, owner))).toBe(expected));
  test('U5 raw ICMP socket of root', () =>
    expect(answers(send(netns, user(0, 0), 'icmp'))).toBe('no yes yes yes no yes'));

  const refusal = (packet: string): string => {
    const { refusal: walked } = walk(netns, packet);
    return walked === undefined ? 'none' : answers(walked);
  };
  test('U6 reset of the kernel, IPv4', () => expect(refusal('peer tcp 10.0.0.2:9')).toBe('no yes yes yes no no'));
  test('U6 ICMP error of the kernel, IPv4', () => expect(refusal('peer udp 10.0.0.2:9')).toBe('no yes yes yes no no'));
  test('U6 echo reply, IPv4', () =>
    expect(answers(replyWalk(netns, walk(netns, 'peer icmp 10.0.0.2:0'), chooseLikeliest))).toBe(
      'no yes yes yes no no',
    ));
  test('U7 reset of the kernel, IPv6', () => expect(refusal('peer tcp [fd00::2]:9')).toBe('no yes yes no yes no'));

  const inbound = walk(netns, 'peer tcp 10.0.0.2:8080');
  const reply = (owner: SocketOwner, later = false): PacketWalk =>
    replyWalk(netns, inbound, chooseLikeliest, { owner, later });
  test('U8 SYN+ACK: the uid of the listener’s creator', () =>
    expect(answers(reply(user(0, 0)))).toBe('no yes yes yes no yes'));
  test('U9 data of an accepted connection: the uid of who called accept()', () =>
    expect(answers(reply(user(1337, 1337), true))).toBe('yes no no yes no no'));
  test('U10 last ACK of an orphan: nobody', () => {
    const first = send(netns, user(1337, 1337));
    const orphan = nextPacketWalk(netns, replyWalk(netns, first, chooseLikeliest), chooseLikeliest, {
      kind: 'none',
      socket: false,
    });
    expect(answers(orphan)).toBe('no yes yes no yes no');
  });
});

describe('4.1 owner, the words', () => {
  const hits = (owner: SocketOwner, ...rules: readonly string[]): string =>
    path(send({ ...POD, ruleSets: iptables(rows(FILTER, ...rules.map((one) => `OUTPUT ${one}`))) }, owner));
  test('U11 two options of one -m owner are AND, two -m owner likewise', () => {
    const rules = [
      '-m owner --uid-owner 1000 --gid-owner 1337',
      '-m owner --uid-owner 1000 ! --gid-owner 1337',
      '-m owner --uid-owner 1000 -m owner --gid-owner 1337',
      '-m owner --uid-owner 1000 -m owner ! --gid-owner 1337',
    ];
    expect(hits(user(1000, 1000), ...rules)).toBe('filter OUTPUT:2 OUTPUT:4');
    expect(hits(user(1000, 1337), ...rules)).toBe('filter OUTPUT:1 OUTPUT:3');
  });
  test.each([
    [1000, 'filter OUTPUT:1'],
    [1400, 'filter OUTPUT:1'],
    [999, ''],
    [1401, ''],
  ])('U12 --uid-owner 1000-1400 is inclusive: %i', (uid, expected) =>
    expect(hits(user(uid, 0), '-m owner --uid-owner 1000-1400')).toBe(expected),
  );
  test('U13 --gid-owner looks at the primary gid, --suppl-groups at the others too, ! over both', () => {
    const rules = [
      '-m owner --gid-owner 5',
      '-m owner --gid-owner 5 --suppl-groups',
      '-m owner ! --gid-owner 5 --suppl-groups',
    ];
    expect(hits({ kind: 'user', uid: 1, gid: 1, groups: [5] }, ...rules)).toBe('filter OUTPUT:2');
    expect(hits({ kind: 'user', uid: 1, gid: 1, groups: [] }, ...rules)).toBe('filter OUTPUT:3');
    expect(hits({ kind: 'user', uid: 1, gid: 5, groups: [] }, ...rules)).toBe('filter OUTPUT:1 OUTPUT:2');
  });
});

describe('4.1 native meta skuid', () => {
  const native = (hook: string, ...rules: readonly string[]): Netns => ({
    ...POD,
    ruleSets: parseNftText(
      `table inet t {\n chain c {\n type filter hook ${hook} priority 0; policy accept;\n ${rules.join('\n ')}\n }\n}\n`,
      'native',
    ),
  });
  const OWNER = ['meta skuid 1337 drop', 'meta skuid != 1337 drop', 'meta skgid != 1337 drop'];
  test('U14 without a socket or a file neither == nor != matches: resets and ICMP errors pass', () => {
    for (const packet of ['peer tcp 10.0.0.2:9', 'peer tcp [fd00::2]:9', 'peer udp 10.0.0.2:9']) {
      expect(endOf(walk(native('output', ...OWNER), packet))).toBe('rejected refused');
    }
    expect(endOf(walk(native('output', ...OWNER), 'app tcp 192.0.2.10:80'))).toBe('dropped timeout');
  });
  test('U14 in PREROUTING it loads and never matches', () =>
    expect(endOf(walk(native('prerouting', ...OWNER), 'peer tcp 10.0.0.2:8080'))).toBe('direct 10.0.0.2:8080'));
});
