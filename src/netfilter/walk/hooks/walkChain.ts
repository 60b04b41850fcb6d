import type { Hook } from '../../model/Hook.js';
import { plainStep, type Journey } from '../Journey.js';
import { dropEffect } from '../target/refuse.js';
import { ruleCoordinate } from './coordinate.js';
import { frameOf, type Frame } from './Frame.js';
import type { ChainInForce } from './hookStages.js';
import { meetRule } from './meetRule.js';
import { consulted, nearMisses } from './nearMisses.js';
import { ACCEPT, undecided, type Outcome } from './Outcome.js';

/** More than anyone reads, and than chains that do not loop need. */
const MOST_STEPS = 20_000;

/**
 * Walks a base chain and all that it calls, rule by rule (kernel 6.18 measured): RETURN and the end of a called chain lead to the
 * rule after the jump, of a chain entered by goto to where its caller was called from, of the base chain to its policy.
 */
export function walkChain(journey: Journey, hook: Hook, entry: ChainInForce): Outcome {
  const base = frameOf(entry.chain);
  const stack: Frame[] = [base];
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const rule = frame.chain.rules[frame.next];
    if (rule === undefined) {
      stack.pop();
      if (frame !== base) endOfCalled(journey, hook, entry, frame);
      continue;
    }
    journey.budget.left -= 1;
    if (journey.budget.left < 0 || journey.steps.length > MOST_STEPS)
      return undecided(`${ruleCoordinate(rule)}: too many rules are met, the chains may loop`);
    frame.next += 1;
    const outcome = meetRule(journey, hook, entry, stack, rule);
    if (outcome !== undefined) return outcome;
  }
  return applyPolicy(journey, hook, entry, base);
}

function endOfCalled(journey: Journey, hook: Hook, { backend, table }: ChainInForce, { chain, missed }: Frame): void {
  plainStep(journey, {
    kind: 'return',
    coordinate: `${table.name}:${chain.name}:return:${chain.rules.length + 1}`,
    hook,
    backend,
    verdict: 'RETURN',
    nearMisses: nearMisses(missed),
    consulted: consulted(missed),
  });
}

function applyPolicy(journey: Journey, hook: Hook, entry: ChainInForce, { missed }: Frame): Outcome {
  const { backend, table, chain } = entry;
  const verdict = chain.policy ?? 'ACCEPT';
  if (chain.rules.length === 0 && verdict === 'ACCEPT') return ACCEPT;
  const step = plainStep(journey, {
    kind: 'policy',
    coordinate: `${table.name}:${chain.name}:policy:${chain.rules.length + 1}`,
    hook,
    backend,
    verdict,
    nearMisses: nearMisses(missed),
    consulted: consulted(missed),
  });
  if (verdict === 'ACCEPT') return ACCEPT;
  const drop = dropEffect(journey, hook);
  return drop.kind === 'end' ? { kind: 'end', end: drop.end(step) } : ACCEPT;
}
