import type { Assumption, Hop, Stage } from '../model/Trace.js';
import type { Step } from '../model/Step.js';

/** A step as the walk writes it: lists that are empty may be left out. */
export type StepDraft = Pick<Step, 'kind' | 'outcome' | 'summary'> & Partial<Step>;

/** Collects the hops of one path while it is walked, and what was assumed or not simulated on the way. */
export class PathBuilder {
  readonly #hops: { where: string; stage: Stage; steps: Step[] }[] = [];
  readonly #assumptions = new Map<string, Assumption>();
  readonly #notSimulated = new Set<string>();
  readonly #opaque: string[] = [];

  /** Begins a hop; later steps belong to it. */
  enter(where: string, stage: Stage): void {
    this.#hops.push({ where, stage, steps: [] });
  }

  /** Adds a step to the current hop. */
  add(draft: StepDraft): void {
    const step: Step = {
      because: [],
      evidence: [],
      skipped: [],
      effects: [],
      forks: [],
      notes: [],
      ...draft,
    };
    this.#hops.at(-1)?.steps.push(step);
    if (step.outcome === 'opaque' && step.unknown !== undefined) this.#opaque.push(step.unknown);
  }

  /** States that something stood in for a missing fact; the same sentence is kept once. */
  assume(kind: Assumption['kind'], text: string): void {
    this.#assumptions.set(`${kind} ${text}`, { kind, text });
  }

  /** Names something that was met and is not simulated, but did not decide. */
  notSimulated(what: string): void {
    this.#notSimulated.add(what);
  }

  /** Names of the opaque steps that let the request pass, in order. */
  get opaque(): readonly string[] {
    return this.#opaque;
  }

  /** The hops that have steps. */
  hops(): readonly Hop[] {
    return this.#hops.filter(({ steps }) => steps.length > 0);
  }

  assumptions(): readonly Assumption[] {
    return [...this.#assumptions.values()];
  }

  notSimulatedNames(): readonly string[] {
    return [...this.#notSimulated];
  }
}
