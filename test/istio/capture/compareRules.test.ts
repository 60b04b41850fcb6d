import { describe, expect, test } from 'vitest';
import { closestRelease } from '../../../src/istio/capture/compare/closestRelease.js';
import { describeDifference } from '../../../src/istio/capture/compare/RuleDifference.js';
import { plainRulesOf } from '../../../src/istio/capture/plain/plainRulesOf.js';
import { compareRules } from '../../../src/istio/compareRules.js';
import { expectedRules } from '../../../src/istio/expectedRules.js';
import { foreignRules } from '../../../src/istio/foreignRules.js';
import type { RuleSet } from '../../../src/netfilter/model/RuleSet.js';
import { parseRules } from '../../../src/netfilter/parse/parseRules.js';
import { rulesFile } from '../../netfilter/harness.js';
import { cni, init, kernelRules } from './harness.js';

const BASIC = 'kernel-iptables-save/cni-sidecar/nft/basic.iptables-save';

/** The CNI plugin's rules with one text replaced. */
function changed(from: string, to: string): RuleSet {
  const text = rulesFile(BASIC);
  if (!text.includes(from)) throw new Error(`not there: ${from}`);
  const [ruleSet] = parseRules(text.replace(from, to), 'changed');
  if (ruleSet === undefined) throw new Error('no rules');
  return ruleSet;
}

const differences = (found: RuleSet): readonly string[] =>
  compareRules(expectedRules(cni({})), found, 4).map(describeDifference);

describe('differences in words', () => {
  test('none', () => expect(differences(kernelRules(BASIC))).toEqual([]));
  test.each([
    [
      'missing',
      '-A ISTIO_OUTPUT -m owner --gid-owner 1337 -j RETURN\n',
      '',
      "nat:ISTIO_OUTPUT lacks `-m owner --gid-owner 1337 -j RETURN` (traffic that group 1337 sends leaves directly: the proxy's own)",
    ],
    [
      'additional, ahead',
      '-A OUTPUT -j ISTIO_OUTPUT',
      '-A OUTPUT -m owner --uid-owner 0 -j RETURN\n-A OUTPUT -j ISTIO_OUTPUT',
      "nat:OUTPUT:1 is none of Istio's: `-m owner --uid-owner 0 -j RETURN`",
    ],
    [
      'another port',
      'to-ports 15001',
      'to-ports 15009',
      'nat:ISTIO_REDIRECT:1 is `-p tcp -j REDIRECT --to-ports 15009`, the pod asks for `-p tcp -j REDIRECT --to-ports 15001`',
    ],
    [
      'no catch-all',
      '-A ISTIO_OUTPUT -j ISTIO_REDIRECT\n',
      '',
      'nat:ISTIO_OUTPUT lacks `-j ISTIO_REDIRECT` (all other TCP goes to the proxy)',
    ],
  ])('%s', (_what, from, to, expected) => expect(differences(changed(from, to))).toEqual([expected]));

  test('a catch-all before the exemptions is one too many', () => {
    const moved = changed(
      '-A ISTIO_OUTPUT -p tcp -m tcp --dport 15020',
      '-A ISTIO_OUTPUT -j ISTIO_REDIRECT\n-A ISTIO_OUTPUT -p tcp -m tcp --dport 15020',
    );
    expect(differences(moved)).toEqual(["nat:ISTIO_OUTPUT:1 is none of Istio's: `-j ISTIO_REDIRECT`"]);
  });

  test('the order of neighbours that return makes no difference', () => {
    const one = '-A ISTIO_INBOUND -p tcp -m tcp --dport 15020 -j RETURN\n';
    const other = '-A ISTIO_INBOUND -p tcp -m tcp --dport 15021 -j RETURN\n';
    expect(differences(changed(one + other, other + one))).toEqual([]);
  });
});

describe('an older release’s form is no difference', () => {
  test.each([
    ['1.11.0-cni-basic', cni({}), { from: 7, to: 12 }],
    ['1.20.0-cni-basic', cni({}), { from: 18, to: 24 }],
    ['1.5.0-REDIRECT', init('-p 15001 -z 15006 -u 1337 -m REDIRECT -b * -d 15090,15020 -i *'), { from: 5, to: 6 }],
    ['1.2.0-TPROXY', init('-p 15001 -u 1337 -m TPROXY -b 9080 -i *'), { from: 0, to: 2 }],
  ])('%s', (name, args, releases) => {
    const found = plainRulesOf(kernelRules(`kernel-iptables-save/historic/${name}.iptables-save`), 4);
    expect(closestRelease(args, found, { family: 4, native: false })).toEqual({ releases, differences: [] });
  });

  test('native nftables say the same as iptables', () => {
    const found = plainRulesOf(
      kernelRules('kernel-nft-list-ruleset/sidecar/inbound-ports-wildcard-tproxy.nft-list'),
      4,
    );
    const closest = closestRelease(init('-b * -m TPROXY'), found, { family: 4, native: true });
    expect(closest).toEqual({ releases: { from: 28, to: undefined }, differences: [] });
  });
});

describe('foreign rules, and where they stand', () => {
  test.each([
    ['ahead', '-A OUTPUT -j ISTIO_OUTPUT', '-A OUTPUT -m owner --uid-owner 0 -j RETURN\n-A OUTPUT -j ISTIO_OUTPUT'],
    ['behind', '-A OUTPUT -j ISTIO_OUTPUT', '-A OUTPUT -j ISTIO_OUTPUT\n-A OUTPUT -p udp -j RETURN'],
    [
      'inside',
      '-A ISTIO_OUTPUT -j ISTIO_REDIRECT',
      '-A ISTIO_OUTPUT -p icmp -j RETURN\n-A ISTIO_OUTPUT -j ISTIO_REDIRECT',
    ],
    ['elsewhere', 'COMMIT', 'COMMIT\n*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -p icmp -j DROP\nCOMMIT'],
  ])('%s', (place, from, to) => {
    expect(foreignRules([changed(from, to)]).map((one) => one.place)).toEqual([place]);
  });
});
