import { describe, expect, test } from 'vitest';
import type { Rule } from '../../../src/netfilter/model/Rule.js';
import { parseNftJson } from '../../../src/netfilter/parse/parseNftJson.js';
import { parseNftText } from '../../../src/netfilter/parse/parseNftText.js';
import { parseJson } from '../../../src/text/json/parseJson.js';
import { rulesOf } from '../harness.js';
import { endOf, POD, walk } from '../walk/bench.js';

/** What nft 1.0.6 shows of rules that iptables-nft made: what is lost is unsupported, never guessed. */
const text = (family: 'ip' | 'ip6' | 'inet', table: string, line: string): Rule => {
  const listing = `table ${family} ${table} {\n\tchain OUTPUT {\n\t\ttype filter hook output priority filter; policy accept;\n\t\t${line}\n\t}\n}\n`;
  const [rule] = rulesOf(parseNftText(listing, 'listing'));
  if (rule === undefined) throw new Error(`no rule: ${line}`);
  return rule;
};
const json = (...expr: readonly object[]): Rule => {
  const objects = [
    { table: { family: 'ip', name: 'nat', handle: 1 } },
    {
      chain: {
        family: 'ip',
        table: 'nat',
        name: 'OUTPUT',
        handle: 1,
        type: 'nat',
        hook: 'output',
        prio: -100,
        policy: 'accept',
      },
    },
    { rule: { family: 'ip', table: 'nat', chain: 'OUTPUT', handle: 2, expr } },
  ];
  const [rule] = rulesOf(parseNftJson(parseJson(Buffer.from(JSON.stringify({ nftables: objects })), 'nft.json')));
  if (rule === undefined) throw new Error('no rule');
  return rule;
};

describe('V4 nft -j of iptables-nft rules', () => {
  test.each(['owner', 'multiport', 'conntrack', 'connmark', 'addrtype', 'socket', 'statistic'])(
    'match %s: by name only',
    (name) =>
      expect(json({ xt: { type: 'match', name } }, { return: null }).matches).toMatchObject([
        { kind: 'unsupported', module: name },
      ]),
  );
  test.each(['REDIRECT', 'DNAT', 'TPROXY', 'CT', 'MARK', 'CONNMARK', 'REJECT'])('target %s: by name only', (name) =>
    expect(json({ xt: { type: 'target', name } }).target).toMatchObject({ kind: 'unsupported', module: name }),
  );
  test('a comment is no criterion, LOG no verdict', () =>
    expect(json({ xt: { type: 'match', name: 'comment' } }, { xt: { type: 'target', name: 'LOG' } })).toMatchObject({
      matches: [],
      statements: [{ kind: 'passive', name: 'LOG' }],
      target: undefined,
    }));
  test('a verdict map is unsupported by its name', () =>
    expect(
      json({ vmap: { key: { payload: { protocol: 'tcp', field: 'dport' } }, data: { set: [[80, { accept: null }]] } } })
        .target,
    ).toMatchObject({
      kind: 'unsupported',
      module: 'vmap',
    }));
});

describe('V5 nft list ruleset of iptables-nft rules', () => {
  test.each([
    [
      'ip',
      'nat',
      'oifname "lo" skuid != 1337 counter packets 0 bytes 0 return',
      [{ kind: 'nftCompare' }, { kind: 'owner', uid: { not: true, value: { min: 1337, max: 1337 } } }],
    ],
    ['ip', 'mangle', 'xt match owner counter packets 0 bytes 0 return', [{ kind: 'unsupported', module: 'owner' }]],
    [
      'ip',
      'filter',
      'fib saddr type local counter packets 0 bytes 0 drop',
      [{ kind: 'unsupported', module: 'addrtype' }],
    ],
    [
      'inet',
      'own',
      'fib daddr type local drop',
      [{ kind: 'addrtype', destinationTypes: { not: false, value: ['LOCAL'] } }],
    ],
    [
      'ip',
      'filter',
      'tcp flags != syn / fin,syn,rst,ack counter packets 0 bytes 0 return',
      [{ kind: 'nftCompare', mask: 23, operator: '!=' }],
    ],
    [
      'ip',
      'filter',
      'ct state ! invalid,new counter packets 0 bytes 0 return',
      [{ kind: 'nftCompare', operator: '!=' }],
    ],
    ['ip', 'filter', 'numgen inc mod 3 0 counter packets 0 bytes 0 return', [{ kind: 'unsupported' }]],
  ] as const)('%s %s: %s', (family, table, line, matches) =>
    expect(text(family, table, line).matches).toMatchObject(matches),
  );

  test.each([
    [
      'ip',
      'nat',
      'meta l4proto tcp counter packets 0 bytes 0 redirect to :15006',
      { kind: 'REDIRECT', ports: { min: 15006, max: 15006 } },
    ],
    [
      'ip',
      'nat',
      'dnat to 1.1.1.1-1.1.1.9:80-90 random,persistent',
      { kind: 'DNAT', ports: { min: 80, max: 90 }, random: true, persistent: true },
    ],
    ['ip', 'nat', 'masquerade to :1000-2000', { kind: 'MASQUERADE', ports: { min: 1000, max: 2000 } }],
    ['ip6', 'nat', 'dnat to [fd00::1]:53', { kind: 'DNAT', ports: { min: 53, max: 53 } }],
    ['ip6', 'nat', 'meta l4proto udp counter packets 0 bytes 0 ', { kind: 'unsupported', module: 'target' }],
    [
      'ip',
      'mangle',
      'meta l4proto tcp counter packets 0 bytes 0 xt target TPROXY',
      { kind: 'unsupported', module: 'TPROXY' },
    ],
    ['ip', 'filter', 'reject with icmp type host-unreachable', { kind: 'REJECT', with: 'icmp-host-unreachable' }],
    ['inet', 'own', 'reject with tcp reset', { kind: 'REJECT', with: 'tcp-reset' }],
    ['ip', 'nat', 'goto A', { kind: 'goto', chain: 'A' }],
    ['inet', 'own', 'tcp dport vmap { 80 : accept }', { kind: 'unsupported' }],
  ] as const)('%s %s: %s', (family, table, line, target) =>
    expect(text(family, table, line).target).toMatchObject(target),
  );

  test.each([
    ['meta mark set mark and 0xfffffff0 xor 0x1', { kind: 'MARK', value: 1, mask: 15 }],
    ['meta mark set mark or 0x4', { kind: 'MARK', value: 4, mask: 4 }],
    ['meta mark set ct mark', { kind: 'CONNMARK', operation: 'restore', nfmask: 0xffffffff, ctmask: 0xffffffff }],
    ['ct mark set mark', { kind: 'CONNMARK', operation: 'save', nfmask: 0xffffffff, ctmask: 0xffffffff }],
    ['ct zone set 2', { kind: 'CT', notrack: false, zone: 2 }],
  ])('statement %s', (line, statement) => expect(text('ip', 'mangle', line).statements).toEqual([statement]));
  test('CONNMARK with masks is translated wrong, so it is unsupported', () =>
    expect(text('ip', 'mangle', 'ct mark set ct mark xor 0x111 and 0xfffff000').target).toMatchObject({
      kind: 'unsupported',
      module: 'CONNMARK',
    }));
  test('a native ct mark with a mask is what it says: (ct & 0xfffff111) | 0x111', () =>
    expect(text('inet', 'own', 'ct mark set ct mark & 0xfffff111 | 0x00000111').statements).toEqual([
      { kind: 'CONNMARK', operation: 'set', value: 0x111, mask: 0xfff },
    ]));
});

describe('native rules', () => {
  const table = (...lines: readonly string[]): string =>
    `table inet own {\n chain out {\n type nat hook output priority -100; policy accept;\n ${lines.join('\n ')}\n }\n}\n`;
  const end = (packet: string, ...lines: readonly string[]): string =>
    endOf(walk({ ...POD, ruleSets: parseNftText(table(...lines), 'own') }, packet));
  const REDIRECT = 'redirect to :15001';
  test('4.1 without an owner neither == nor != matches', () => {
    expect(end('kernel tcp 192.0.2.10:80', `meta skuid != 1337 ${REDIRECT}`)).toBe('wire eth0 192.0.2.10:80');
    expect(end('app tcp 192.0.2.10:80', `meta skuid != 1337 ${REDIRECT}`)).toBe('redirect 127.0.0.1:15001');
  });
  test('V7 tcp dport != X implies tcp', () =>
    expect(end('app udp 192.0.2.10:80', `tcp dport != 81 ${REDIRECT}`)).toBe('wire eth0 192.0.2.10:80'));
  test('V7 ip daddr != X implies IPv4', () =>
    expect(end('app tcp [fd96::20]:80', `ip daddr != 10.0.0.1 ${REDIRECT}`)).toBe('wire eth0 [fd96::20]:80'));
  test('V6 sets, ranges, prefixes', () =>
    expect(
      end('app tcp 192.0.2.10:85', `ip daddr { 10.0.0.0/8, 192.0.2.0/24 } tcp dport { 22, 80-90 } ${REDIRECT}`),
    ).toBe('redirect 127.0.0.1:15001'));
  test('rules of a script may stand on one line', () => {
    const text =
      'table ip t { chain out { type filter hook output priority 0; policy drop; tcp dport 22 drop; accept } }';
    const [chain] = parseNftText(text, 'nft')[0]?.tables[0]?.chains ?? [];
    expect(chain?.policy).toBe('DROP');
    expect(chain?.rules.map(({ text }) => text)).toEqual(['tcp dport 22 drop', 'accept']);
  });
  test('C6 accept ends only its own base chain', () => {
    const two = `table inet a {\n chain o {\n type filter hook output priority 0; policy accept;\n accept\n }\n}\ntable inet b {\n chain o {\n type filter hook output priority 10; policy accept;\n drop\n }\n}\n`;
    expect(endOf(walk({ ...POD, ruleSets: parseNftText(two, 'two') }, 'app tcp 192.0.2.10:80'))).toBe(
      'dropped timeout',
    );
  });
  const twoNat = (first: number, second: number): string =>
    [first, second]
      .map(
        (priority, at) =>
          `table inet t${at} {\n chain o {\n type nat hook output priority ${priority}; policy accept;\n meta l4proto tcp redirect to :${15001 + 5 * at}\n }\n}\n`,
      )
      .join('');
  test('C4 the lower priority wins among nat chains', () => {
    expect(endOf(walk({ ...POD, ruleSets: parseNftText(twoNat(-90, -110), 'two') }, 'app tcp 192.0.2.10:80'))).toBe(
      'redirect 127.0.0.1:15006',
    );
    expect(endOf(walk({ ...POD, ruleSets: parseNftText(twoNat(-100, -100), 'two') }, 'app tcp 192.0.2.10:80'))).toMatch(
      /^unknown which of/,
    );
  });
  test('C5 a nat chain of priority 10 still runs before filter', () => {
    const listing = `table inet n {\n chain o {\n type nat hook output priority 10; policy accept;\n meta l4proto tcp redirect to :15001\n }\n}\ntable inet f {\n chain o {\n type filter hook output priority 0; policy accept;\n ip daddr 192.0.2.10 drop\n }\n}\n`;
    expect(endOf(walk({ ...POD, ruleSets: parseNftText(listing, 'own') }, 'app tcp 192.0.2.10:80'))).toBe(
      'redirect 127.0.0.1:15001',
    );
  });
  const tproxy =
    'table inet m {\n chain p {\n type filter hook prerouting priority mangle; policy accept;\n meta l4proto tcp tproxy ip to :15006 meta mark set 0x539 accept\n }\n}\n';
  test('T8 tproxy without a socket lets the packet through to the app', () => {
    const ruleSets = parseNftText(tproxy, 'own');
    const without = POD.sockets?.filter(({ address }) => address.port !== 15006);
    expect(endOf(walk({ ...POD, ruleSets }, 'peer tcp 10.0.0.2:8080'))).toBe('tproxy 10.0.0.2:8080');
    expect(endOf(walk({ ...POD, ruleSets, sockets: without }, 'peer tcp 10.0.0.2:8080'))).toBe('direct 10.0.0.2:8080');
  });
  test('a dormant table is not in force', () =>
    expect(
      parseNftText(
        'table ip t {\n flags dormant\n chain o {\n type filter hook output priority 0; policy drop;\n }\n}\n',
        'own',
      )[0],
    ).toMatchObject({ tables: [], warnings: ['table ip t is dormant: its chains are not in force'] }));
  test('what is no listing is refused with its place', () => {
    expect(() => parseNftText('*nat\nCOMMIT\n', 'rules.txt')).toThrow('`table` is expected, not `*nat`');
    expect(() => parseNftText('table inet x {\n chain y {\n', 'rules.txt')).toThrow('table inet x is not closed');
    expect(() => parseNftJson(parseJson(Buffer.from('{"a":1}'), 'x.json'))).toThrow('there is no `nftables` list');
  });
});
