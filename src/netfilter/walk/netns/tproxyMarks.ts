import type { MaskedValue } from '../../model/MaskedValue.js';
import type { Rule } from '../../model/Rule.js';
import type { RuleSet } from '../../model/RuleSet.js';

/** The marks that rules with TPROXY set, each once: those that `ip rule fwmark` has to lead to lo. */
export function tproxyMarks(ruleSets: readonly RuleSet[]): readonly MaskedValue[] {
  const marks = new Map<number, MaskedValue>();
  for (const rule of rulesOf(ruleSets)) {
    const targets = [...(rule.statements ?? []), ...(rule.target === undefined ? [] : [rule.target])];
    if (!targets.some(({ kind }) => kind === 'TPROXY')) continue;
    for (const target of targets) {
      if ((target.kind !== 'TPROXY' && target.kind !== 'MARK') || target.value === 0) continue;
      marks.set(target.value, { value: target.value, mask: 0xffffffff });
    }
  }
  return [...marks.values()];
}

function rulesOf(ruleSets: readonly RuleSet[]): readonly Rule[] {
  return ruleSets.flatMap(({ tables }) => tables.flatMap(({ chains }) => chains.flatMap(({ rules }) => rules)));
}
