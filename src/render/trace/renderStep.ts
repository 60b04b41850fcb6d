import type { Palette } from '../../text/Palette.js';
import { safeText } from '../../text/safeText.js';
import type { Evidence } from '../../trace/model/Evidence.js';
import type { Step } from '../../trace/model/Step.js';

/** A step as lines: what was decided, the criteria, the evidence, near misses, effects, forks. */
export function renderStep(step: Step, palette: Palette): readonly string[] {
  const lines = [`   ${step.outcome.padEnd(10)} ${safeText(step.summary)}`];
  const under = (text: string): void => {
    lines.push(palette.faint(`              ${safeText(text)}`));
  };
  for (const evidence of step.evidence) under(evidenceText(evidence));
  for (const { name, expected, got } of step.because) under(`${name}: ${expected} (got ${got})`);
  for (const { what, from, to } of step.effects) under(`${what}: ${from === undefined ? '' : `${from} -> `}${to}`);
  for (const { what, failed } of step.skipped.slice(0, 3))
    under(`not ${what}: ${failed.name} ${failed.expected}, got ${failed.got}`);
  for (const { name, chosen, branches } of step.forks)
    under(
      `fork ${name}: ${chosen} of ${branches.map(({ label, probability }) => `${label} ${Math.round(probability * 100)} %`).join(', ')}`,
    );
  for (const note of step.notes) under(note);
  return lines;
}

function evidenceText(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'json':
      return `${evidence.document}#${evidence.pointer}`;
    case 'rule':
      return `${evidence.rule}${evidence.purpose === undefined ? '' : `   # ${evidence.purpose}`}`;
    case 'object':
      return `${evidence.object} ${evidence.field}: ${evidence.value}`;
    case 'fact':
      return `${evidence.source}: ${evidence.text}`;
  }
}
