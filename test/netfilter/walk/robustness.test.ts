import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseLikeliest, type Choose } from '../../../src/logic/Fork.js';
import { parseNftText } from '../../../src/netfilter/parse/parseNftText.js';
import { parseNftJson } from '../../../src/netfilter/parse/parseNftJson.js';
import { nextPacketWalk } from '../../../src/netfilter/walk/nextPacketWalk.js';
import type { PacketWalk } from '../../../src/netfilter/walk/PacketWalk.js';
import { replyWalk } from '../../../src/netfilter/walk/replyWalk.js';
import { parseJson } from '../../../src/text/json/parseJson.js';
import { UserError } from '../../../src/text/UserError.js';
import { iptables, TPROXY_POD, walk } from './bench.js';

const MATCHES = [
  '',
  '-p tcp',
  '-p udp',
  '! -p tcp',
  '-o lo',
  '! -o lo',
  '-i eth0',
  '-s 127.0.0.6',
  '-d 10.0.0.0/8',
  '-p tcp --dport 80',
  '-m owner --uid-owner 1337',
  '-m owner ! --gid-owner 1337',
  '-m mark --mark 0x539',
  '-m connmark ! --mark 1',
  '-m conntrack --ctstate NEW',
  '-m conntrack --ctstate DNAT',
  '-m addrtype --dst-type LOCAL',
  '-m socket --nowildcard',
  '-m recent --name x --rcheck --rsource',
  '-m limit --limit 1/s',
  '-m statistic --mode random --probability 0.5',
];
const TARGETS = [
  '',
  '-j ACCEPT',
  '-j DROP',
  '-j RETURN',
  '-j REJECT',
  '-j A',
  '-j B',
  '-g C',
  '-j C',
  '-j NOWHERE',
  '-p tcp -j REDIRECT --to-ports 15001',
  '-j DNAT --to-destination 10.0.0.3-10.0.0.5',
  '-j SNAT --to-source 10.9.9.9',
  '-j MASQUERADE',
  '-j MARK --set-mark 0x539',
  '-j CONNMARK --save-mark',
  '-j CONNMARK --restore-mark',
  '-j CT --zone 1',
  '-j CT --notrack',
  '-p tcp -j TPROXY --on-port 15006 --tproxy-mark 0x539',
  '-j NFQUEUE',
  '-j LOG',
  '-j SYNPROXY',
];
const CHAINS = ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING', 'A', 'B', 'C'];

const rules = fc.array(
  fc.record({
    table: fc.constantFrom('raw', 'mangle', 'nat', 'filter'),
    chain: fc.constantFrom(...CHAINS),
    match: fc.constantFrom(...MATCHES),
    target: fc.constantFrom(...TARGETS),
  }),
  { maxLength: 40 },
);
const packet = fc.record({
  who: fc.constantFrom('app', 'proxy', 'kernel', 'peer', 'node'),
  protocol: fc.constantFrom('tcp', 'udp', 'icmp'),
  to: fc.constantFrom('10.96.0.20:80', '10.0.0.2:8080', '127.0.0.1:8080', '198.51.100.7:22', '0.0.0.0:53'),
  state: fc.constantFrom('', ' invalid', ' established', ' mark 0x539'),
});

function text(
  list: readonly { table: string; chain: string; match: string; target: string }[],
  policy: string,
): string {
  const table = (name: string): string =>
    `*${name}\n${CHAINS.map((chain) => `:${chain} ${/^[A-C]$/.test(chain) ? '-' : policy} [0:0]\n`).join('')}${list
      .filter((rule) => rule.table === name)
      .map(({ chain, match, target }) => `-A ${chain} ${match} ${target}\n`)
      .join('')}COMMIT\n`;
  return ['raw', 'mangle', 'nat', 'filter'].map(table).join('');
}

/** Any branch of a fork, the same for the same bits. */
function byBits(bits: number): Choose {
  let at = 0;
  return (fork) => fork.branches[(bits >> (at++ % 16)) & 1 ? fork.branches.length - 1 : 0] ?? chooseLikeliest(fork);
}

describe('whatever the rules', () => {
  test('a walk ends, and so do its answer and the next packet', () => {
    fc.assert(
      fc.property(
        rules,
        rules,
        packet,
        fc.boolean(),
        fc.nat(65535),
        (nft, legacy, { who, protocol, to, state }, drops, bits) => {
          const policy = drops ? 'DROP' : 'ACCEPT';
          const netns = {
            ...TPROXY_POD,
            ruleSets: [...iptables(text(nft, policy), 'nft'), ...iptables(text(legacy, 'ACCEPT'), 'legacy')],
          };
          const choose = byBits(bits);
          const first = walk(netns, `${who} ${protocol} ${to}${state}`, choose);
          const reply = replyWalk(netns, first, choose);
          const walks = [first, reply, nextPacketWalk(netns, reply, choose)];
          expect(walks.map(isSound)).toEqual([true, true, true]);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('chains that call each other 2^n times end in time', () => {
    const names = Array.from({ length: 40 }, (_, at) => `C${at}`);
    const calls = names
      .slice(0, -1)
      .map((name, at) => `-A ${name} -j C${at + 1}\n`.repeat(2))
      .join('');
    const netns = {
      ...TPROXY_POD,
      ruleSets: iptables(
        `*filter\n:OUTPUT ACCEPT [0:0]\n${names.map((name) => `:${name} - [0:0]\n`).join('')}-A OUTPUT -j C0\n${calls}COMMIT\n`,
      ),
    };
    expect(walk(netns, 'app tcp 192.0.2.10:80').end).toMatchObject({ kind: 'unknown' });
  });

  test('many undecided rules cost a bounded number of runs', () => {
    const many = '-A OUTPUT -m recent --name x --rcheck --rsource -j MARK --set-mark 1\n'.repeat(200);
    const netns = { ...TPROXY_POD, ruleSets: iptables(`*mangle\n:OUTPUT ACCEPT [0:0]\n${many}COMMIT\n`) };
    expect(walk(netns, 'app tcp 192.0.2.10:80').end).toMatchObject({ kind: 'unknown' });
  });
});

/** A decided end never stands beside an undecided rule that was taken for decisive. */
function isSound({ end, steps }: PacketWalk): boolean {
  if (end.kind === 'dropped' || end.kind === 'rejected') return steps.includes(end.step);
  return end.kind !== 'unknown' || end.why !== '';
}

describe('whatever the text', () => {
  const words = fc.array(
    fc.constantFrom(
      'table',
      'inet',
      'ip',
      'x',
      '{',
      '}',
      '\n',
      'chain',
      'type nat hook output priority -100;',
      'policy accept;',
      'tcp',
      'dport',
      '80',
      '!=',
      '{ 1, 2 }',
      'meta',
      'mark',
      'set',
      '0x5',
      '&',
      'jump',
      'vmap',
      'counter',
      'redirect',
      'to',
      ':15001',
      '"',
      '#',
      ';',
      '-',
      'ct state',
      'limit rate',
      'set s { type ipv4_addr; elements = { 1.1.1.1 } }',
      '@s',
    ),
    { maxLength: 60 },
  );
  test('nft text is read or refused', () => {
    fc.assert(
      fc.property(words, (list) => readsOrRefuses(() => parseNftText(list.join(' '), 'x'))),
      { numRuns: 1000 },
    );
    fc.assert(
      fc.property(words, (list) =>
        readsOrRefuses(() => parseNftText(`table inet x {\nchain y {\n${list.join(' ')}\n}\n}`, 'x')),
      ),
      { numRuns: 1000 },
    );
  });
  test.each([
    ['a table that stands twice', 'table ip t {\n}\ntable ip t {\n}\n', /table ip t stands twice/],
    ['a table that is not closed', 'table ip t {\n chain o {', /is not closed/],
  ])('nft text: %s is refused, not read in part', (_, text, message) =>
    expect(() => parseNftText(text, 'nft')).toThrow(message),
  );
  test.each([
    ['a rule without its chain', [{ rule: { family: 'ip', table: 't', chain: 'o', expr: [] } }], /nftables\/0/],
    ['a rule without expressions', [{ rule: { family: 'ip', table: 't', chain: 'o' } }], /without expressions/],
    ['what is no object', [5], /no object of nft/],
  ])('nft JSON: %s is refused, not passed over', (_, nftables, message) => {
    const text = JSON.stringify({ nftables });
    expect(() => parseNftJson(parseJson(new TextEncoder().encode(text), 'nft.json'))).toThrow(message);
  });
  test('nft JSON is read or refused', () => {
    const objects = fc.array(
      fc.oneof(
        fc.jsonValue(),
        fc.record({
          rule: fc.record({
            family: fc.constant('ip'),
            table: fc.constant('t'),
            chain: fc.constant('c'),
            expr: fc.array(
              fc.oneof(
                fc.jsonValue(),
                fc.record({ match: fc.jsonValue() }),
                fc.record({ mangle: fc.jsonValue() }),
                fc.record({ redirect: fc.jsonValue() }),
              ),
            ),
          }),
        }),
      ),
    );
    fc.assert(
      fc.property(objects, (list) => {
        const nftables = [
          { table: { family: 'ip', name: 't' } },
          { chain: { family: 'ip', table: 't', name: 'c' } },
          ...list,
        ];
        return readsOrRefuses(() => parseNftJson(parseJson(Buffer.from(JSON.stringify({ nftables })), 'x.json')));
      }),
      { numRuns: 1000 },
    );
  });
});

function readsOrRefuses(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    return error instanceof UserError;
  }
}
