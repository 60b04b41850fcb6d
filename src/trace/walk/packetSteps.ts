import type { WalkStep } from '../../netfilter/walk/PacketWalk.js';
import type { PacketWalk } from '../../netfilter/walk/PacketWalk.js';
import { rulePurpose } from '../../istio/rulePurpose.js';
import type { Effect } from '../../logic/Decision.js';
import type { Evidence } from '../model/Evidence.js';
import type { StepOutcome } from '../model/Step.js';
import type { PathBuilder } from './PathBuilder.js';

/** Tells a packet's way through a network namespace: one step for each rule, policy or routing decision that it met. */
export function addPacketSteps(path: PathBuilder, walk: PacketWalk): void {
  const source = `rules of ${path.where}`;
  for (const step of walk.steps) {
    path.add({
      kind: step.rule === undefined && step.coordinate === undefined ? 'routing' : 'rule',
      outcome: outcomeOf(step),
      summary: summaryOf(step),
      because: step.because,
      evidence: evidenceOf(step, source),
      skipped: step.nearMisses.map(({ rule, failed }) => ({
        what: `${rule.table}:${rule.chain}:rule:${rule.index}`,
        at: rule.text,
        failed,
        held: 0,
      })),
      consulted: step.consulted,
      effects: step.effects.map(effectOf),
    });
  }
  for (const name of walk.unknown) path.notSimulated(name);
}

function outcomeOf(step: WalkStep): StepOutcome {
  if (step.verdict === 'DROP' || step.verdict.startsWith('REJECT')) return 'denied';
  if (step.kind === 'deliver') return 'delivered';
  if (step.effects.some((effect) => effect.startsWith('destination'))) return 'redirected';
  if (step.effects.length > 0) return 'rewritten';
  return step.rule === undefined ? 'passed' : 'matched';
}

function summaryOf(step: WalkStep): string {
  const place = step.coordinate ?? step.kind;
  const effects = step.effects.length === 0 ? '' : ` (${step.effects.join('; ')})`;
  return `${place} ${step.verdict}${effects}`;
}

/** `destination 10.96.0.20:80 -> 127.0.0.1:15001` is a change of a thing; other effects are told as they are. */
function effectOf(text: string): Effect {
  const [, what, from, to] = /^(.+) (\S+) -> (\S+)$/.exec(text) ?? [];
  return what === undefined || from === undefined || to === undefined
    ? { what: 'packet', to: text }
    : { what, from, to };
}

function evidenceOf(step: WalkStep, source: string): readonly Evidence[] {
  if (step.coordinate === undefined) return [];
  const purpose = step.rule === undefined ? undefined : rulePurpose(step.rule);
  return [
    {
      kind: 'rule',
      source,
      coordinate: step.coordinate,
      rule: step.rule?.text ?? '',
      verdict: step.verdict,
      backend: step.backend,
      ...(purpose === undefined ? {} : { purpose }),
    },
  ];
}
