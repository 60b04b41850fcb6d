import { describe, expect, test } from 'vitest';
import type { Rule } from '../../../src/netfilter/model/Rule.js';
import { parseRules } from '../../../src/netfilter/parse/parseRules.js';
import { printRule } from '../../../src/netfilter/print/printIptablesSave.js';
import { meaning, rulesFile, rulesOf } from '../harness.js';

/** Ways to list a rule that mean the same as iptables-save's: two -m for one, NOTRACK, and targets that change nothing. */
const SAME: readonly (readonly [saved: RegExp, listed: string])[] = [
  [/(--src-range \S+) (! --dst-range)/, '$1 -m iprange $2'],
  [/(--uid-owner 1) (! --gid-owner 2)/, '$1 -m owner $2'],
  [/-j NOTRACK/, '-j CT --notrack'],
  [/-j (TCPMSS|CLASSIFY|CHECKSUM|LOG|NFLOG) .*/, '-j $1'],
];

describe.each(['v4/nft', 'v4/legacy', 'v6/nft', 'v6/legacy'])('%s', (path) => {
  const saved = parse('save');
  const family = path.startsWith('v4') ? 'ip' : 'ip6';

  test.each(['list-rules', 'list-rules-verbose'])('S17 iptables -S: %s means what iptables-save does', (listing) => {
    const listed = parse(listing);
    expect(listed).toHaveLength(1);
    expect(listed[0]).toMatchObject({ family, backend: path.split('/')[1], warnings: [] });
    expect(byTable(listed)).toEqual(byTable(saved));
  });

  test.each(['list-verbose-numbered', 'list-verbose'])(
    'V2 iptables -L -n -v, every match and target: %s',
    (listing) => {
      const listed = parse(listing);
      expect(listed).toHaveLength(1);
      expect(listed[0]).toMatchObject({ family, warnings: [] });
      const rules = new Map(rulesOf(listed).map((rule) => [coordinate(rule), rule]));
      for (const rule of rulesOf(saved)) {
        const shown = rules.get(coordinate(rule));
        if (rule.matches.some(isUnsupported) || rule.text.includes('--chunk-types')) {
          expect(shown?.matches.some(isUnsupported), rule.text).toBe(true);
          continue;
        }
        const expected = SAME.reduce((text, [from, to]) => text.replace(from, to), printRule(rule));
        expect(shown && printRule(shown)).toBe(expected);
      }
      expect(rules.size).toBe(rulesOf(saved).length);
    },
  );

  test('V3 iptables -L -n does not show interfaces: no rule can be decided to match', () => {
    const listed = rulesOf(parse('list'));
    expect(listed.map(coordinate).sort()).toEqual(rulesOf(saved).map(coordinate).sort());
    for (const rule of listed) expect(rule.matches[0]).toMatchObject({ kind: 'unsupported', module: 'interfaces' });
  });

  function parse(extension: string): ReturnType<typeof parseRules> {
    return parseRules(rulesFile(`listings/${path}.${extension}`), `${path}.${extension}`);
  }
});

function coordinate({ table, chain, index }: Rule): string {
  return `${table}:${chain}:${index}`;
}

function isUnsupported({ kind }: { readonly kind: string }): boolean {
  return kind === 'unsupported';
}

/** The meaning of tables in alphabetical order, without the order and counters of chains. */
function byTable(ruleSets: ReturnType<typeof parseRules>): unknown {
  const tables = ruleSets.flatMap((ruleSet) =>
    ruleSet.tables.map((table) => ({
      ...table,
      chains: [...table.chains].map(({ counters: _, ...chain }) => chain).sort((a, b) => (a.name < b.name ? -1 : 1)),
    })),
  );
  const sorted = tables.sort((a, b) => (a.name < b.name ? -1 : 1));
  return meaning([{ backend: 'unknown', format: 'iptables', family: 'ip', source: '', warnings: [], tables: sorted }]);
}
