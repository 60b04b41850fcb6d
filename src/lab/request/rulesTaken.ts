import type { Rule } from '../../netfilter/model/Rule.js';
import type { RuleSet } from '../../netfilter/model/RuleSet.js';
import { parseIptablesSave } from '../../netfilter/parse/parseIptablesSave.js';

/** A rule that counted packets. */
export interface RuleHit {
  readonly family: 'ip' | 'ip6' | 'inet';
  readonly backend: RuleSet['backend'];
  readonly table: string;
  /** The kernel's own coordinate, `nat:ISTIO_OUTPUT:rule:4`. */
  readonly coordinate: string;
  /** As it stands in iptables-save. */
  readonly rule: string;
  readonly packets: number;
}

/**
 * The rules whose counters rose between two prints of `iptables-save -c` of one network namespace (both families and back ends may be
 * in one text), in the order of the text. Rules of the nat table count the first packet of each connection, the others every packet.
 */
export function rulesTaken(before: string, after: string): readonly RuleHit[] {
  const old = new Map(countedRules(before).map((counted) => [keyOf(counted), packetsOf(counted.rule)]));
  return countedRules(after).flatMap((counted) => {
    const packets = packetsOf(counted.rule) - (old.get(keyOf(counted)) ?? 0);
    if (packets <= 0) return [];
    const { set, rule } = counted;
    const coordinate = `${rule.table}:${rule.chain}:rule:${rule.index}`;
    const { family, backend } = set;
    const text = rule.text.replace(/^\[\d+:\d+\] /, '');
    return [{ family, backend, table: rule.table, coordinate, rule: text, packets }];
  });
}

interface Counted {
  readonly set: RuleSet;
  readonly rule: Rule;
}

function countedRules(text: string): readonly Counted[] {
  return parseIptablesSave(text, 'iptables-save').flatMap((set) =>
    set.tables.flatMap(({ chains }) => chains.flatMap(({ rules }) => rules.map((rule) => ({ set, rule })))),
  );
}

function keyOf({ set, rule }: Counted): string {
  return [set.family, set.backend, rule.table, rule.chain, rule.index].join(' ');
}

function packetsOf({ counters }: Rule): number {
  return counters?.packets ?? 0;
}
