import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/text/UserError.js';
import type { Rule } from '../../../src/netfilter/model/Rule.js';
import { parseRules } from '../../../src/netfilter/parse/parseRules.js';
import { printIptablesSave } from '../../../src/netfilter/print/printIptablesSave.js';
import { meaning, rulesFile, rulesFiles, rulesOf } from '../harness.js';

describe('the format of a text', () => {
  const SAVE = '*nat\n:OUTPUT ACCEPT [0:0]\n-A OUTPUT -p tcp -j REDIRECT --to-ports 15001\nCOMMIT\n';

  test.each([
    ['iptables-save', SAVE],
    ['iptables-save with Windows line ends and a byte order mark', `\uFEFF${SAVE.replaceAll('\n', '\r\n')}`],
    ['iptables-save, pasted with indentation', SAVE.replaceAll(/^/gm, '    ')],
    ['iptables-save below a prompt', `root@pod:/# iptables-save\n${SAVE}`],
    ['iptables -S', '-P OUTPUT ACCEPT\n-A OUTPUT -p tcp -j REDIRECT --to-ports 15001\n'],
    ['rules alone', '-A OUTPUT -p tcp -j REDIRECT --to-ports 15001\n'],
    [
      'iptables -L',
      'Chain OUTPUT (policy ACCEPT 0 packets, 0 bytes)\n    0     0 REDIRECT   6    --  *      *       0.0.0.0/0            0.0.0.0/0            redir ports 15001\n',
    ],
  ])('%s', (_, text) => {
    const [ruleSet] = parseRules(text, 'rules');
    const [table] = ruleSet?.tables ?? [];
    expect(table?.name).toBe('nat');
    expect(table?.chains[0]).toMatchObject({ name: 'OUTPUT', rules: [{ index: 1, target: { kind: 'REDIRECT' } }] });
  });

  test('nft, as text and as JSON', () => {
    const text =
      'table inet istio-proxy-nat {\n\tchain output {\n\t\ttype nat hook output priority dstnat; policy accept;\n\t}\n}\n';
    expect(parseRules(text, 'nft')[0]).toMatchObject({ format: 'nftables', tables: [{ name: 'istio-proxy-nat' }] });
    const json = '{"nftables": [{"table": {"family": "ip", "name": "nat", "handle": 1}}]}';
    expect(parseRules(json, 'nft')[0]).toMatchObject({ format: 'nftables', tables: [{ name: 'nat' }] });
  });
});

describe('what is given besides wins over what the text lets guess', () => {
  test('family, back end and table', () =>
    expect(parseRules('-A A -j RETURN', 'rules', { family: 'ip6', backend: 'legacy', table: 'nat' })).toMatchObject([
      { family: 'ip6', backend: 'legacy', tables: [{ name: 'nat', incomplete: { kind: 'excerpt' } }] },
    ]));
  test('an empty text may mean that there are no rules', () =>
    expect(parseRules('\n', 'rules', { allowEmpty: true, backend: 'nft' })).toMatchObject([
      { backend: 'nft', tables: [] },
    ]));
});

describe('errors', () => {
  test.each([
    ['', 'rules.txt is empty'],
    [' \n\t\n', 'rules.txt is empty'],
    ['<html>not found</html>', 'rules.txt holds no rules in a known format'],
    ['*nat\nCOMMIT\nChain OUTPUT (policy ACCEPT)\n', 'rules.txt mixes the output of iptables-save and iptables -L'],
  ])('%j', (text, message) => {
    expect(() => parseRules(text, 'rules.txt')).toThrow(
      expect.objectContaining({ name: 'UserError', message, exitCode: 5 }),
    );
  });
});

describe('-S of several tables', () => {
  test('a policy after rules begins another table', () => {
    const text = [
      ...['-P PREROUTING ACCEPT', '-P OUTPUT ACCEPT', '-A OUTPUT -p udp -j CT --zone 1'],
      ...['-P INPUT ACCEPT', '-P FORWARD ACCEPT', '-P OUTPUT DROP -c 5 300', '-N A', '-A OUTPUT -c 3 180 -j A'],
    ].join('\n');
    const [ruleSet, ...others] = parseRules(text, 'rules');
    expect(others).toEqual([]);
    expect(ruleSet?.tables.map(({ name }) => name)).toEqual(['raw', 'filter']);
    const output = ruleSet?.tables[1]?.chains[2];
    expect(output).toMatchObject({ policy: 'DROP', counters: { packets: 5, bytes: 300 } });
    expect(output?.rules[0]).toMatchObject({ counters: { packets: 3, bytes: 180 }, target: { kind: 'jump' } });
  });
});

describe('a text that was damaged', () => {
  const texts = [...rulesFiles('tproxy.iptables-save').slice(0, 2), ...rulesFiles('default.iptables-save').slice(0, 1)]
    .map(({ text }) => text)
    .concat(
      ['save', 'list-rules-verbose', 'list-verbose-numbered', 'list'].flatMap((extension) =>
        ['v4', 'v6'].map((family) => rulesFile(`listings/${family}/legacy.${extension}`)),
      ),
    );
  const noise = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      ' ! ',
      '"',
      '\\',
      ' -j ',
      ' -m ',
      '\n',
      '*nat\n',
      'COMMIT\n',
      ' -c ',
      '0x',
      '[',
      ':',
      ' -p ',
      '\u0000',
      '\u001b[2J',
      ',',
    ),
  );
  const edits = fc.array(fc.record({ at: fc.nat(), drop: fc.nat({ max: 40 }), put: noise }), {
    minLength: 1,
    maxLength: 8,
  });

  test('gives a rule set or a UserError, never anything else, and prints back', () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), edits, (text, changes) => {
        const damaged = changes.reduce(
          (left, { at, drop, put }) =>
            left.slice(0, at % left.length) + put + left.slice((at % left.length) + drop) || ' ',
          text,
        );
        try {
          for (const ruleSet of parseRules(damaged, 'damaged')) printIptablesSave(ruleSet);
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
        }
      }),
      { numRuns: 400 },
    );
  });

  test('any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        try {
          parseRules(`*nat\n:OUTPUT ACCEPT [0:0]\n-A OUTPUT ${text}\nCOMMIT\n`, 'any');
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('of rules that iptables-save printed, words in another order or number print back equal in meaning', () => {
    const words = texts
      .flatMap((text) => text.split('\n').filter((line) => line.startsWith('-A ')))
      .map((line) => line.split(' ').slice(2));
    const shuffled = fc.constantFrom(...words).chain((rule) => fc.shuffledSubarray(rule));
    fc.assert(
      fc.property(shuffled, (rule) => {
        const once = parseRules(`*filter\n:OUTPUT ACCEPT [0:0]\n-A OUTPUT ${rule.join(' ')}\nCOMMIT\n`, 'any', {
          family: 'ip',
        });
        const again = parseRules(once.map((one) => printIptablesSave(one)).join(''), 'any', { family: 'ip' });
        if (once[0]?.tables[0]?.incomplete !== undefined || !rulesOf(once).every(isUnderstood)) return;
        expect(meaning(again)).toEqual(meaning(once));
      }),
      { numRuns: 1000 },
    );
  });
});

test('a line that never ends takes no time', () => {
  const long = '-p tcp '.repeat(20_000);
  const started = performance.now();
  parseRules(`*nat\n:OUTPUT ACCEPT [0:0]\n-A OUTPUT ${long}\nCOMMIT\n`, 'long');
  parseRules(`Chain OUTPUT (policy ACCEPT)\n${'0 '.repeat(50_000)}\n${'a'.repeat(100_000)}\n`, 'long');
  expect(performance.now() - started).toBeLessThan(5_000);
});

/** No part of it was taken for something that cannot be read. */
function isUnderstood({ matches, target }: Rule): boolean {
  return [...matches, target].every((part) => part?.kind !== 'unsupported' || part.why === undefined);
}
