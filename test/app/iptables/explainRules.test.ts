import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explainRules } from '../../../src/app/iptables/explainRules.js';
import { filterChains } from '../../../src/app/iptables/filterChains.js';
import type { IptablesView } from '../../../src/app/iptables/IptablesView.js';
import type { ParseOptions } from '../../../src/netfilter/parse/ParseOptions.js';
import { parseRules } from '../../../src/netfilter/parse/parseRules.js';
import { UserError } from '../../../src/text/UserError.js';
import { podOf, type PodShape } from '../../istio/capture/harness.js';
import { rulesFile } from '../../netfilter/harness.js';

const CNI = 'kernel-iptables-save/cni-sidecar';

type Dump = readonly [text: string, options?: ParseOptions];

/** The view of these dumps, of a pod of that shape. */
function view(dumps: readonly Dump[], shape?: PodShape): IptablesView {
  return explainRules({
    name: 'web/a',
    ruleSets: () => dumps.flatMap(([text, options], i) => parseRules(text, `dump-${i + 1}`, options)),
    pod: () => (shape === undefined ? undefined : podOf(shape)),
  });
}

const chainNames = ({ chains }: IptablesView): readonly string[] =>
  chains.filter(({ rules }) => rules.length > 0).map(({ side, table, chain }) => `${side} ${table} ${chain}`);

const save = (table: string, ...lines: readonly string[]): string =>
  [`*${table}`, ':PREROUTING ACCEPT [0:0]', ':OUTPUT ACCEPT [0:0]', ...lines, 'COMMIT', ''].join('\n');

describe('walking order', () => {
  test('DNS capture: what is sent (raw, nat), then what arrives; each chain where it is led to first', () => {
    expect(chainNames(view([[rulesFile(`${CNI}/nft/dns.iptables-save`)]]))).toEqual([
      'output raw OUTPUT',
      'output raw ISTIO_OUTPUT_DNS',
      'output nat OUTPUT',
      'output nat ISTIO_OUTPUT',
      'output nat ISTIO_IN_REDIRECT',
      'output nat ISTIO_OUTPUT_DNS',
      'output nat ISTIO_REDIRECT',
      'input raw PREROUTING',
      'input raw ISTIO_INBOUND',
      'input nat PREROUTING',
      'input nat ISTIO_INBOUND',
    ]);
  });
  test('TPROXY: mangle before nat; nothing leads to ISTIO_INBOUND of nat', () => {
    const names = chainNames(view([[rulesFile(`${CNI}/nft/tproxy.iptables-save`)]]));
    expect(names.slice(0, 2)).toEqual(['output mangle OUTPUT', 'output nat OUTPUT']);
    expect(names.at(-1)).toBe('none nat ISTIO_INBOUND');
  });
  test('POSTROUTING after OUTPUT, chains that jump in a circle once', () => {
    const text = save(
      'nat',
      ':POSTROUTING ACCEPT [0:0]',
      ':A - [0:0]',
      ':B - [0:0]',
      '-A POSTROUTING -j A',
      '-A A -j B',
      '-A B -j A',
    );
    expect(chainNames(view([[text]]))).toEqual(['output nat POSTROUTING', 'output nat A', 'output nat B']);
  });
});

describe('which back end is in force', () => {
  const redirect = save('nat', '-A OUTPUT -p tcp -j REDIRECT --to-ports 15001');
  const accept = save('nat', '-A OUTPUT -p tcp -j ACCEPT');
  const nft = { backend: 'nft', family: 'ip' } as const;
  const legacy = { backend: 'legacy', family: 'ip' } as const;
  test.each<[string, readonly Dump[], readonly string[]]>([
    ['one', [[redirect, nft]], ['IPv4: nft nat is in force; no legacy rules were captured']],
    [
      'not told which',
      [[redirect, { family: 'ip' }]],
      ['IPv4: nat is in force; the dump does not say of which back end'],
    ],
    [
      'both, and which is asked first is not known',
      [
        [redirect, nft],
        [redirect, legacy],
      ],
      [
        'IPv4: nft nat and legacy nat all hold nat rules for OUTPUT; the one registered last is asked first, which no dump shows',
      ],
    ],
    [
      'both, but only one translates',
      [
        [accept, nft],
        [redirect, legacy],
      ],
      ['IPv4: legacy nat is in force'],
    ],
    [
      'a family each',
      [
        [redirect, nft],
        [redirect, { ...nft, family: 'ip6' }],
      ],
      [
        'IPv4: nft nat is in force; no legacy rules were captured',
        'IPv6: nft nat is in force; no legacy rules were captured',
      ],
    ],
    ['no redirection', [[accept, nft]], ['IPv4: no nat rule sends anything elsewhere']],
  ])('%s', (_what, dumps, expected) => expect(view(dumps).inForce).toEqual(expected));
});

describe('what the dumps lose', () => {
  const LISTING =
    'table ip nat {\n\tchain OUTPUT {\n\t\ttype nat hook output priority dstnat; policy accept;\n\t\tmeta l4proto tcp xt match "owner" counter packets 0 bytes 0 xt target "REDIRECT"\n\t}\n}\n';
  test('nft’s listing of iptables’ rules', () => {
    const { lost, chains } = view([[LISTING]]);
    expect(lost).toEqual([
      expect.stringMatching(
        /^dump-1: nft shows 1 of 1 rules in part only \(.*owner.*\); iptables-save shows them whole$/,
      ),
    ]);
    expect(chains[0]?.rules[0]?.unknown?.join()).toContain('owner');
  });
  const LIST = [
    ...['Chain PREROUTING (policy ACCEPT)', 'target     prot opt source               destination', ''],
    ...['Chain OUTPUT (policy ACCEPT)', 'target     prot opt source               destination'],
    ...['ISTIO_OUTPUT  tcp  --  anywhere             anywhere', ''],
    ...['Chain ISTIO_OUTPUT (1 references)', 'target     prot opt source               destination'],
    'RETURN     all  --  anywhere             anywhere             owner UID match 1337',
    'RETURN     all  --  anywhere             localhost',
    ...['ISTIO_REDIRECT  all  --  anywhere             anywhere', ''],
    ...['Chain ISTIO_REDIRECT (1 references)', 'target     prot opt source               destination'],
    ...['REDIRECT   tcp  --  anywhere             anywhere             redir ports 15001', ''],
  ].join('\n');
  test('iptables -L without -n and -v: not foreign, not compared, not taken for another form', () => {
    const shown = view([[LIST]], {
      initContainers: [{ name: 'istio-init', args: ['-b', '*', '-i', '*'] }],
    });
    expect(shown).toMatchObject({
      differences: [],
      notes: [],
      interceptions: [{ incomplete: true, releases: undefined }],
    });
    expect(shown.chains.find(({ chain }) => chain === 'ISTIO_OUTPUT')?.rules[1]).toMatchObject({
      rule: '-d localhost -j RETURN',
      purpose: 'the dump shows it in part: what it is for is not known',
      unknown: ['match interfaces', 'match -d'],
    });
  });
  test('a truncated dump', () => {
    expect(view([[save('nat').replace('COMMIT\n', '')]]).lost).toContain('dump-1 ends inside the table nat: no COMMIT');
  });
});

describe('against what the pod asks for', () => {
  const proxy = { name: 'istio-proxy', securityContext: { runAsUser: 1337, runAsGroup: 1337 } };
  const sidecar = { initContainers: [{ name: 'istio-validation' }], containers: [proxy] };
  const basic = rulesFile(`${CNI}/nft/basic.iptables-save`);

  test('nothing differs, nothing to say', () => {
    expect(view([[basic]], sidecar)).toMatchObject({ differences: [], notes: [] });
  });
  test('a foreign rule ahead is marked, counted and a difference', () => {
    const shown = view(
      [[basic.replace('-A OUTPUT', '-A OUTPUT -m owner --uid-owner 0 -j RETURN\n-A OUTPUT')]],
      sidecar,
    );
    expect(shown.notes).toEqual([
      "1 rule not Istio's stands ahead of Istio's",
      '1 difference from what the pod asks for',
    ]);
    expect(shown.chains.find(({ chain }) => chain === 'OUTPUT')?.rules[0]).toMatchObject({
      purpose: "not Istio's, and ahead of it: what matches skips Istio's rules after it",
      foreign: 'ahead',
    });
  });
  test('no rules where capture is asked for', () => {
    expect(view([[save('nat')]], sidecar).notes).toEqual([
      "the pod asks for REDIRECT capture by cni, but no rule of Istio's is there",
    ]);
  });
  test('rules for another user than the proxy runs as', () => {
    const other = {
      ...sidecar,
      containers: [{ name: 'istio-proxy', securityContext: { runAsUser: 101, runAsGroup: 101 } }],
    };
    const shown = view([[basic]], other);
    expect(shown.notes).toContain(
      'dump-1: what the proxy sends (user 101, group 101) is redirected like everything else: no rule leaves it out',
    );
    expect(shown.differences.length).toBeGreaterThan(0);
  });
  test('several users: the first one’s rule shadows the others’', () => {
    const { notes } = view([[rulesFile('kernel-iptables-save/sidecar/nft/ipv6-uid-gid.iptables-save')]]);
    expect(notes).toEqual([expect.stringContaining("calls to the pod's own address by user 4 are not captured")]);
  });
});

describe('filters', () => {
  const both = view([
    [rulesFile(`${CNI}/nft/dns.iptables-save`)],
    [rulesFile('kernel-nft-list-ruleset/sidecar/tproxy.nft-list')],
  ]);
  const shown = (filter: object): readonly string[] => [
    ...new Set(filterChains(both, filter).view.chains.map(({ family, table, chain }) => `${family} ${table} ${chain}`)),
  ];
  test.each([
    [{ table: 'raw', chain: 'ISTIO_OUTPUT_DNS' }, ['ip raw ISTIO_OUTPUT_DNS', 'inet istio-proxy-raw istio-output-dns']],
    [{ chain: 'istio-tproxy' }, ['inet istio-proxy-mangle istio-tproxy']],
    [{ chain: 'ISTIO_TPROXY', family: '6' }, ['inet istio-proxy-mangle istio-tproxy']],
    [{ table: 'nat', chain: 'INPUT', family: 'ipv4' }, ['ip nat INPUT']],
  ])('%o', (filter, expected) => expect(shown(filter)).toEqual(expected));
  test('nothing fits: why', () => {
    expect(filterChains(both, { table: 'natt' }).notes[0]).toContain(
      'web/a: no chain fits the filter; there are chains in ip raw',
    );
  });
  test('no such family', () => expect(() => filterChains(both, { family: '5' })).toThrow('no address family "5"'));
});

describe('whatever a dump holds', () => {
  const source = rulesFile(`${CNI}/nft/tproxy.iptables-save`).split('\n');
  const pod = { initContainers: [{ name: 'istio-init', args: ['-b', '*', '-i', '*', '-m', 'TPROXY'] }] };
  test('lines left out, repeated and in another order: a view, or one clear sentence', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...source), { maxLength: 60 }), (lines) => {
        try {
          view([[lines.join('\n'), { family: 'ip' }]], pod);
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
        }
      }),
      { numRuns: 60 },
    );
  });
  test('ten thousand chains, one behind the other, and as many rules in one of Istio’s', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => i);
    const chains = many.map((i) => `:C${i} - [0:0]\n`).join('');
    const jumps = many.map((i) => `-A C${i} -j C${i + 1}\n`).join('');
    const rules = many.map((i) => `-A ISTIO_OUTPUT -d 10.0.${i >> 8}.${i & 255}/32 -j RETURN\n`).join('');
    const text = `*nat\n:OUTPUT ACCEPT [0:0]\n:ISTIO_OUTPUT - [0:0]\n${chains}-A OUTPUT -j C0\n-A OUTPUT -j ISTIO_OUTPUT\n${jumps}${rules}COMMIT\n`;
    expect(view([[text, { family: 'ip' }]], pod).chains.length).toBe(10_002);
  });
});
