import type { Hook } from '../../model/Hook.js';
import type { Rule } from '../../model/Rule.js';
import type { Journey } from '../Journey.js';
import { applyTarget } from '../target/applyTarget.js';
import { NEXT, type TargetEffect } from '../target/TargetEffect.js';
import { ruleCoordinate } from './coordinate.js';
import { decideRule } from './decideRule.js';
import { frameOf, type Frame } from './Frame.js';
import type { ChainInForce } from './hookStages.js';
import { consulted, nearMisses } from './nearMisses.js';
import { ACCEPT, undecided, type Outcome } from './Outcome.js';

/** A packet meets one rule of the innermost chain of `stack`, which a jump or RETURN changes; `undefined`: on with the next. */
export function meetRule(
  journey: Journey,
  hook: Hook,
  entry: ChainInForce,
  stack: Frame[],
  rule: Rule,
): Outcome | undefined {
  const frame = stack.at(-1);
  const { matches, match } = decideRule(journey, hook, rule);
  if (!matches) {
    frame?.missed.push({ rule, match });
    return undefined;
  }
  const { effect, effects } = applyRule(journey, hook, rule);
  if (effect.kind === 'break') return undefined;
  const step = {
    kind: 'rule' as const,
    coordinate: ruleCoordinate(rule),
    hook,
    backend: entry.backend,
    rule,
    verdict: verdictOf(effect),
    because: match.criteria,
    effects,
    nearMisses: nearMisses(frame?.missed ?? []),
    consulted: consulted(frame?.missed ?? []),
  };
  if (frame !== undefined) frame.missed = [];
  journey.steps.push(step);
  switch (effect.kind) {
    case 'next':
      return undefined;
    case 'accept':
      return ACCEPT;
    case 'end':
      return { kind: 'end', end: effect.end(step) };
    case 'return':
      stack.pop();
      return undefined;
    case 'jump':
    case 'goto':
      return enterChain(entry, stack, rule, effect);
  }
}

/** nftables' statements in order, then the verdict; one that breaks ends the rule, what came before it stays done. */
function applyRule(journey: Journey, hook: Hook, rule: Rule): { effect: TargetEffect; effects: readonly string[] } {
  const effects: string[] = [];
  for (const target of [...(rule.statements ?? []), ...(rule.target === undefined ? [] : [rule.target])]) {
    const effect = applyTarget(journey, hook, rule, target);
    if ('effects' in effect) effects.push(...effect.effects);
    if (effect.kind !== 'next') return { effect, effects };
  }
  return { effect: NEXT, effects };
}

function enterChain(
  entry: ChainInForce,
  stack: Frame[],
  rule: Rule,
  { kind, chain: name }: { readonly kind: 'jump' | 'goto'; readonly chain: string },
): Outcome | undefined {
  const chain = entry.table.chains.find((candidate) => candidate.name === name);
  if (chain === undefined) {
    const why = entry.table.incomplete?.why ?? `chain ${name} is not in the text`;
    return undecided(`${ruleCoordinate(rule)}: ${why}`);
  }
  if (kind === 'goto') stack.pop();
  stack.push(frameOf(chain));
  return undefined;
}

function verdictOf(effect: Exclude<TargetEffect, { kind: 'break' }>): string {
  switch (effect.kind) {
    case 'next':
      return 'CONTINUE';
    case 'accept':
      return 'ACCEPT';
    case 'return':
      return 'RETURN';
    case 'jump':
      return `JUMP:${effect.chain}`;
    case 'goto':
      return `GOTO:${effect.chain}`;
    case 'end':
      return effect.verdict;
  }
}
