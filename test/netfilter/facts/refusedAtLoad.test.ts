import { describe, expect, test } from 'vitest';
import { rulesOf } from '../harness.js';
import { endOf, iptables, POD, walk } from '../walk/bench.js';
import { LOADING, loadText } from './loading.js';

/**
 * What hopctl makes of texts that iptables refuses to load: they can come from nobody's kernel, but from anybody's editor. None of
 * them is an error, none ends a walk otherwise than in a known way. See kernel/refusedAtLoad.test.ts for the tools' own answers.
 */
describe('2 texts that the tools refuse, or do not', () => {
  test.each(LOADING)('$id $what: $hopctl', (row) => {
    const ruleSets = iptables(loadText(row));
    const unsupported = rulesOf(ruleSets).flatMap((rule) => rule.matches.filter(({ kind }) => kind === 'unsupported'));
    expect(unsupported.length > 0).toBe(row.hopctl === 'unsupported');
    const end = endOf(walk({ ...POD, ruleSets }, 'app tcp 192.0.2.10:80'));
    if (row.hopctl === 'ends') expect(end).toMatch(/^unknown filter:/);
    if (row.nft === 'loads') expect(end).not.toMatch(/^unknown/);
  });
  test('L4 a policy of a user chain is ignored', () =>
    expect(
      endOf(
        walk(
          { ...POD, ruleSets: iptables('*filter\n:OUTPUT ACCEPT [0:0]\n:A DROP [0:0]\n-A OUTPUT -j A\nCOMMIT\n') },
          'app tcp 192.0.2.10:80',
        ),
      ),
    ).toBe('wire eth0 192.0.2.10:80'));
  test('L7 SNAT in INPUT works', () =>
    expect(
      walk(
        {
          ...POD,
          ruleSets: iptables('*nat\n:INPUT ACCEPT [0:0]\n-A INPUT -p tcp -j SNAT --to-source 10.0.0.77\nCOMMIT\n'),
        },
        'peer tcp 10.0.0.2:8080',
      ).end,
    ).toMatchObject({ source: { ip: { text: '10.0.0.77' } } }));
});
