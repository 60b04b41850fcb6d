import type { Step } from '../../../trace/model/Step.js';
import { onlyPassed } from '../foldsAway.js';
import { STEP_STYLES } from './StepStyle.js';

/** Neighbouring steps of a hop that are told together, or one that is told alone. */
export interface Block {
  readonly kind: 'packet' | 'inspected' | 'filters' | 'alone';
  readonly steps: readonly [Step, ...Step[]];
}

/** The steps of a hop, in order, as blocks. */
export function blocksOf(steps: readonly Step[]): readonly Block[] {
  const blocks: { kind: Block['kind']; steps: [Step, ...Step[]] }[] = [];
  for (const step of steps) {
    const kind = blockKind(step);
    const last = blocks.at(-1);
    if (last?.kind === kind && kind !== 'alone') last.steps.push(step);
    else blocks.push({ kind, steps: [step] });
  }
  return blocks;
}

function blockKind(step: Step): Block['kind'] {
  const { together } = STEP_STYLES[step.kind];
  if (together === 'inspected') return isSure(step) ? 'inspected' : 'alone';
  if (together === 'filters') return onlyPassed(step) ? 'filters' : 'alone';
  return together ?? 'alone';
}

function isSure({ outcome, forks }: Step): boolean {
  return (outcome === 'matched' || outcome === 'passed') && forks.length === 0;
}
