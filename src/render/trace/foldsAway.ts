import type { Step } from '../../trace/model/Step.js';

/** A rule that every packet of the protocol meets. */
const ANY = new Set(['--protocol']);

/**
 * Whether a step of netfilter says nothing but that the packet went on: the end of a chain that changed nothing, a policy
 * ACCEPT, and a rule without a condition of its own that only jumps.
 */
export function foldsAway(step: Step): boolean {
  const [evidence] = step.evidence;
  if (evidence?.kind !== 'rule' || step.effects.length > 0 || step.unknown !== undefined) return false;
  if (step.outcome !== 'matched' && step.outcome !== 'passed') return false;
  if (evidence.rule === '') return true;
  if (evidence.verdict === 'CONTINUE') return true;
  return /^(?:JUMP|GOTO):/.test(evidence.verdict) && step.because.every(({ name }) => ANY.has(name));
}

/** Whether a filter was asked and changed nothing worth telling. */
export function onlyPassed({ outcome, because, skipped, effects, forks, notes, subject }: Step): boolean {
  const told = [because, skipped, effects, forks, notes];
  return outcome === 'passed' && subject !== '' && told.every((list) => list.length === 0);
}
