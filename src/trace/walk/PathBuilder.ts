import type { Choose, Fork } from '../../logic/Fork.js';
import type { Step, StepFork } from '../model/Step.js';
import type { Assumption, Hop, Stage } from '../model/Trace.js';

/** A step as the walk writes it: lists that are empty may be left out. */
export type StepDraft = Pick<Step, 'kind' | 'outcome' | 'summary'> & Partial<Step>;

/** Collects the hops of one path while it is walked, and what was assumed or not simulated on the way. */
export class PathBuilder {
  readonly #hops: { where: string; stage: Stage; steps: Step[] }[] = [];
  readonly #assumptions = new Map<string, Assumption>();
  readonly #notSimulated = new Set<string>();
  readonly #opaque: string[] = [];
  readonly #strict: boolean;
  #forks: StepFork[] = [];

  /** @param strict what stands in for a missing fact makes the verdict indeterminate */
  constructor(strict: boolean) {
    this.#strict = strict;
  }

  /** Begins a hop; later steps belong to it. */
  enter(where: string, stage: Stage): void {
    this.#hops.push({ where, stage, steps: [] });
  }

  /** Adds a step to the current hop. */
  add(draft: StepDraft): void {
    const step: Step = {
      subject: '',
      because: [],
      evidence: [],
      skipped: [],
      effects: [],
      forks: this.#forks,
      notes: [],
      ...draft,
    };
    this.#forks = [];
    this.#hops.at(-1)?.steps.push(step);
    if (step.outcome === 'opaque' && step.unknown !== undefined) this.#opaque.push(step.unknown);
  }

  /** Decides forks by `choose` and remembers them for the next step that is added: the step that they decide. */
  recording(choose: Choose): Choose {
    return <T>(fork: Fork<T>) => {
      const branch = choose(fork);
      if (fork.branches.length > 1) {
        const branches = fork.branches.map(({ label, probability }) => ({ label, probability }));
        this.#forks.push({ name: fork.name, about: fork.about, chosen: branch.label, branches });
      }
      return branch;
    };
  }

  /**
   * States that something stood in for a missing fact; the same sentence is kept once. When nothing may be assumed it counts
   * as an opaque step does; what the user asked to take for granted (`filter`) stays.
   */
  assume(kind: Assumption['kind'], text: string): void {
    const known = this.#assumptions.has(`${kind} ${text}`);
    this.#assumptions.set(`${kind} ${text}`, { kind, text });
    if (this.#strict && !known && kind !== 'filter') this.#opaque.push(`whether ${text}`);
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
