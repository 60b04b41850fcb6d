import type { Match } from '../../match/Match.js';
import type { MaskedValue } from '../../model/MaskedValue.js';
import type { Rule } from '../../model/Rule.js';
import type { RuleSet } from '../../model/RuleSet.js';
import type { Target } from '../../target/Target.js';

/**
 * The marks that only make sense with an `ip rule fwmark` that leads to lo, each once: those that rules with TPROXY set, and those of
 * flows whose mark is restored to packets in OUTPUT (`-m connmark --mark V/M -j CONNMARK --restore-mark`).
 */
export function routedMarks(ruleSets: readonly RuleSet[]): readonly MaskedValue[] {
  const marks = new Map<string, MaskedValue>();
  for (const rule of rulesOf(ruleSets)) {
    for (const mark of [...tproxyMarks(rule), ...restoredMarks(rule)]) marks.set(`${mark.value}/${mark.mask}`, mark);
  }
  const all = [...marks.values()];
  return all.filter(
    ({ value, mask }) => mask === 0xffffffff || !all.some((mark) => mark.value === value && mark.mask > mask),
  );
}

function rulesOf(ruleSets: readonly RuleSet[]): readonly Rule[] {
  return ruleSets.flatMap(({ tables }) => tables.flatMap(({ chains }) => chains.flatMap(({ rules }) => rules)));
}

function targetsOf(rule: Rule): readonly Target[] {
  return [...(rule.statements ?? []), ...(rule.target === undefined ? [] : [rule.target])];
}

function tproxyMarks(rule: Rule): readonly MaskedValue[] {
  const targets = targetsOf(rule);
  if (!targets.some(({ kind }) => kind === 'TPROXY')) return [];
  return targets.flatMap((target) => {
    const marks = target.kind === 'TPROXY' || target.kind === 'MARK';
    return marks && target.value !== 0 ? [{ value: target.value, mask: 0xffffffff }] : [];
  });
}

function restoredMarks(rule: Rule): readonly MaskedValue[] {
  const restores = targetsOf(rule).some((target) => target.kind === 'CONNMARK' && target.operation === 'restore');
  return restores ? rule.matches.flatMap(flowMark) : [];
}

/** The flow's mark that the match asks for. */
function flowMark(match: Match): readonly MaskedValue[] {
  if (match.kind === 'connmark') return match.mark.not ? [] : [match.mark.value];
  if (match.kind !== 'nftCompare' || match.left.of !== 'ct' || match.left.field !== 'mark') return [];
  const [value] = match.right;
  if (match.operator !== '==' || value?.kind !== 'numbers') return [];
  return [{ value: value.range.min, mask: match.mask ?? 0xffffffff }];
}
