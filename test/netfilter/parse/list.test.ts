import { describe, expect, test } from 'vitest';
import { parseList } from '../../../src/netfilter/parse/parseList.js';
import { printRule } from '../../../src/netfilter/print/printIptablesSave.js';
import { rulesOf } from '../harness.js';

const HEAD = 'Chain OUTPUT (policy ACCEPT 42 packets, 2864 bytes)';
const COLUMNS = ' pkts bytes target     prot opt in     out     source               destination         ';

function list(...lines: readonly string[]): ReturnType<typeof parseList> {
  return parseList(lines.join('\n'), 'list');
}

/** The rules of a verbose listing of OUTPUT, as iptables-save would print them. */
function rows(...lines: readonly string[]): readonly string[] {
  return rulesOf(list(HEAD, COLUMNS, ...lines)).map((rule) => printRule(rule).replace('-A OUTPUT ', ''));
}

describe('V1 the columns of iptables -L -n -v', () => {
  test('names and numbers of protocols are the same', () =>
    expect(
      rows(
        '    0     0 RETURN     tcp  --  *      *       0.0.0.0/0            0.0.0.0/0            tcp dpt:15020',
        '    0     0 RETURN     6    --  *      *       0.0.0.0/0            0.0.0.0/0            tcp dpt:15020',
        '    0     0 RETURN     all  --  *      lo      127.0.0.6            0.0.0.0/0           ',
        '    0     0 RETURN    !17   -f  !eth+  *       0.0.0.0/0           !127.0.0.1           ',
      ),
    ).toEqual([
      '-p tcp -m tcp --dport 15020 -j RETURN',
      '-p tcp -m tcp --dport 15020 -j RETURN',
      '-s 127.0.0.6/32 -o lo -j RETURN',
      '! -d 127.0.0.1/32 ! -i eth+ ! -p udp -f -j RETURN',
    ]));

  test('a rule without a target, and one whose target pushes the columns', () =>
    expect(
      rows(
        '    0     0            tcp  --  *      *       0.0.0.0/0            0.0.0.0/0           ',
        '    0     0 ISTIO_IN_REDIRECT  tcp  --  *      lo      0.0.0.0/0           !127.0.0.1            owner UID match 1337',
      ),
    ).toEqual(['-p tcp', '! -d 127.0.0.1/32 -o lo -p tcp -m owner --uid-owner 1337 -j ISTIO_IN_REDIRECT']));

  test('counters are rounded in decimal units', () => {
    const [ruleSet] = list(
      HEAD,
      COLUMNS,
      '  12K  988M ACCEPT     all  --  *      *       0.0.0.0/0            0.0.0.0/0',
    );
    const chain = ruleSet?.tables[0]?.chains[0];
    expect(chain?.rules[0]?.counters).toEqual({ packets: 12_000, bytes: 988_000_000 });
    expect(chain).toMatchObject({ policy: 'ACCEPT', counters: { packets: 42, bytes: 2864 } });
  });

  test('goto', () =>
    expect(
      rows(
        '    0     0 A          tcp  --  *      *       0.0.0.0/0            0.0.0.0/0           [goto]  tcp dpt:80',
      ),
    ).toEqual(['-p tcp -m tcp --dport 80 -g A']));

  test('old ip6tables leave the column of fragments blank', () => {
    const [ruleSet] = list(
      ...[HEAD, COLUMNS],
      '    0     0 RETURN     all      *      lo      ::6                  ::/0                ',
      '    0     0            tcp      *      *       ::/0                !::1/128              tcp dpt:80',
    );
    expect(ruleSet?.family).toBe('ip6');
    expect(rulesOf(ruleSet ? [ruleSet] : []).map(printRule)).toEqual([
      '-A OUTPUT -s ::6/128 -o lo -j RETURN',
      '-A OUTPUT ! -d ::1/128 -p tcp -m tcp --dport 80',
    ]);
  });
});

describe('wrapped lines', () => {
  const WHOLE = '-s 127.0.0.6/32 -o lo -p tcp -m tcp --dport 80 -m owner --uid-owner 1337 -j RETURN';

  test.each([
    [
      'in the columns',
      ['    0     0 RETURN     tcp  --  *      lo', '127.0.0.6            0.0.0.0/0 tcp dpt:80 owner UID match 1337'],
    ],
    [
      'in the options',
      [
        '    0     0 RETURN     tcp  --  *      lo      127.0.0.6            0.0.0.0/0 tcp dpt:80',
        'owner UID match 1337',
      ],
    ],
    [
      'twice',
      [
        '    0     0 RETURN     tcp  --  *      lo',
        '127.0.0.6            0.0.0.0/0 tcp dpt:80',
        'owner UID match 1337',
      ],
    ],
  ])('%s', (_, lines) =>
    expect(rows(...lines, '    0     0 ACCEPT     all  --  *      *', '0.0.0.0/0            0.0.0.0/0')).toEqual([
      WHOLE,
      '-j ACCEPT',
    ]),
  );
  test('the line of column names too', () => {
    const columns = [' pkts bytes target     prot opt in     out     source', 'destination'];
    const row = '    0     0 ACCEPT     all  --  *      *       0.0.0.0/0            0.0.0.0/0';
    expect(rulesOf(list(HEAD, ...columns, row)).map(printRule)).toEqual(['-A OUTPUT -j ACCEPT']);
  });
  test('what cannot be put together makes the table incomplete', () => {
    const [ruleSet] = list(HEAD, COLUMNS, '    0     0 RETURN     tcp  --  *');
    expect(ruleSet?.tables[0]?.incomplete).toEqual({
      kind: 'truncated',
      why: 'list:3 could not be read as a line of iptables -L',
    });
  });
});

describe('V3 what a listing loses is unknown by name', () => {
  test('without -v: interfaces', () =>
    expect(
      rulesOf(
        list(
          'Chain A (1 references)',
          'target     prot opt source               destination         ',
          'RETURN     all  --  0.0.0.0/0            0.0.0.0/0',
        ),
      )[0]?.matches,
    ).toEqual([
      {
        kind: 'unsupported',
        module: 'interfaces',
        text: '',
        why: 'iptables -L without -v does not show -i and -o',
      },
    ]));
  test('without -n: names of hosts and services', () => {
    const [rule] = rulesOf(
      list(
        HEAD,
        COLUMNS,
        '    0     0 RETURN     tcp  --  any    any     localhost            anywhere             tcp dpt:http',
      ),
    );
    expect(
      rule?.matches
        .filter(({ kind }) => kind === 'unsupported')
        .map((match) => match.kind === 'unsupported' && match.module),
    ).toEqual(['-s', 'tcp']);
  });
  test('text that is not understood', () => {
    const [rule] = rulesOf(
      list(
        HEAD,
        COLUMNS,
        '    0     0 REDIRECT   tcp  --  *      *       0.0.0.0/0            0.0.0.0/0            frobnicate 7 redir ports 15001',
      ),
    );
    expect(rule?.matches[0]).toMatchObject({ kind: 'unsupported', module: 'frobnicate', text: 'frobnicate 7' });
    expect(rule?.target).toMatchObject({ kind: 'REDIRECT', ports: { min: 15001, max: 15001 } });
  });
  test('a target whose options are not shown', () => {
    const [rule] = rulesOf(
      list(HEAD, COLUMNS, '    0     0 DNAT       tcp  --  *      *       0.0.0.0/0            0.0.0.0/0           '),
    );
    expect(rule?.target).toMatchObject({ kind: 'unsupported', module: 'DNAT' });
  });
  test('a comment is never read for options', () =>
    expect(
      rows(
        '    0     0 REDIRECT   tcp  --  *      *       0.0.0.0/0            0.0.0.0/0            /* tcp dpt:80 redir ports 1 */',
      ),
    ).toEqual(['-p tcp -m comment --comment "tcp dpt:80 redir ports 1" -j REDIRECT']));
});

describe('which table', () => {
  const empty = (...chains: readonly string[]): string[] =>
    chains.flatMap((name) => [`Chain ${name} (policy ACCEPT)`, '']);

  test.each([
    [['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'], 'nat'],
    [['PREROUTING', 'OUTPUT', 'POSTROUTING'], 'nat'],
    [['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'], 'mangle'],
    [['PREROUTING', 'OUTPUT'], 'raw'],
    [['INPUT', 'FORWARD', 'OUTPUT'], 'filter'],
  ])('%j is %s', (chains, name) => {
    const [table] = list(...empty(...chains))[0]?.tables ?? [];
    expect(table).toMatchObject({ name });
    expect(table).not.toHaveProperty('incomplete');
  });

  test('the command above it tells', () => {
    const ruleSets = list(
      '$ sudo ip6tables-legacy -t nat -L -n -v',
      ...empty('OUTPUT'),
      '# iptables -nvL',
      ...empty('INPUT', 'FORWARD', 'OUTPUT'),
    );
    expect(ruleSets.map(({ family, backend, tables }) => [family, backend, tables.map(({ name }) => name)])).toEqual([
      ['ip6', 'legacy', ['nat']],
      ['ip', 'unknown', ['filter']],
    ]);
  });

  test('chains alone do not tell, and a part of a table is an excerpt', () => {
    expect(list('Chain ISTIO_OUTPUT (1 references)')[0]?.tables[0]).toMatchObject({
      name: 'unknown',
      incomplete: { kind: 'excerpt' },
    });
    const row =
      '1        0     0 REDIRECT   tcp  --  *      *       0.0.0.0/0            0.0.0.0/0            redir ports 15001';
    expect(list('Chain ISTIO_REDIRECT (1 references)', `num  ${COLUMNS}`, row)[0]?.tables[0]).toMatchObject({
      name: 'nat',
      incomplete: { kind: 'excerpt', why: 'list:1 does not list PREROUTING, OUTPUT, POSTROUTING of the table nat' },
    });
  });

  test('rules that are listed without those before them', () => {
    const row = '7        0     0 ACCEPT     tcp  --  *      *       0.0.0.0/0            0.0.0.0/0           ';
    const [ruleSet] = list('Chain INPUT (policy ACCEPT 0 packets, 0 bytes)', `num  ${COLUMNS}`, row);
    expect(ruleSet?.tables[0]?.incomplete?.kind).toBe('excerpt');
    expect(ruleSet?.tables[0]?.chains[0]?.rules[0]?.index).toBe(7);
  });
});
