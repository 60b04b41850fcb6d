import type { Evidence } from '../../../trace/model/Evidence.js';
import type { Step } from '../../../trace/model/Step.js';
import { OUTCOME_STYLES } from '../OutcomeStyle.js';
import { STEP_STYLES } from './StepStyle.js';

/** A piece of evidence in a dump. */
export type JsonEvidence = Extract<Evidence, { kind: 'json' }>;

/**
 * The steps whose place in the dump goes without saying: another step of the hop is told at the same place before it, or,
 * where the kind is derived and the request went on, above or below it.
 */
export function stepsWithoutPlace(steps: readonly Step[]): ReadonlySet<Step> {
  const found = new Set<Step>();
  for (const [index, step] of steps.entries()) {
    const own = placeOf(step);
    if (own === undefined) continue;
    const earlier = placesOf(steps.slice(0, index).filter((one) => !found.has(one)));
    const later = placesOf(steps.slice(index + 1));
    const fine = OUTCOME_STYLES[step.outcome].mark === ' ';
    const { derived = false, excerpt } = STEP_STYLES[step.kind];
    const near = [
      ...earlier.filter((place) => own.startsWith(`${place}/`)),
      ...later.filter((place) => place.startsWith(`${own}/`)),
    ];
    if (earlier.includes(own) || (derived && excerpt === false && fine && near.length > 0)) found.add(step);
  }
  return found;
}

function placesOf(steps: readonly Step[]): readonly string[] {
  return steps.flatMap((step) => placeOf(step) ?? []);
}

function placeOf({ evidence }: Step): string | undefined {
  const json = jsonEvidence(evidence)[0];
  return json === undefined ? undefined : `${json.document}#${json.pointer}`;
}

/** The first dump that the steps cite: `#/…` points into it. */
export function documentOf(steps: readonly Step[]): string | undefined {
  return steps.flatMap(({ evidence }) => jsonEvidence(evidence))[0]?.document;
}

function jsonEvidence(evidence: readonly Evidence[]): readonly JsonEvidence[] {
  return evidence.filter((one) => one.kind === 'json');
}
