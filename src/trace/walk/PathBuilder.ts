import type { Choose, Fork } from '../../logic/Fork.js';
import { formatInputs } from '../inputs/formatInputs.js';
import { inputsOf } from '../inputs/inputsOf.js';
import type { Sees } from '../inputs/Sees.js';
import type { Step, StepFork } from '../model/Step.js';
import type { Decided, DecidedHere } from './Decided.js';
import type { Assumption, Hop, Stage } from '../model/Trace.js';

/** A step as the walk writes it: lists that are empty may be left out. */
export type StepDraft = Pick<Step, 'kind' | 'outcome' | 'summary'> &
  Partial<Step> & {
    /** Names of criteria that were asked beside those of `because` and `skipped`. */
    readonly consulted?: readonly string[];
  };

/** Collects the hops of one path while it is walked, and what was assumed or not simulated on the way. */
export class PathBuilder {
  readonly #hops: { where: string; stage: Stage; steps: Step[] }[] = [];
  readonly #assumptions = new Map<string, Assumption>();
  readonly #notSimulated = new Set<string>();
  readonly #opaque: string[] = [];
  readonly #strict: boolean;
  readonly #inputs = new Set<string>();
  readonly #decided: Decided[] = [];
  readonly #state = new Map<string, readonly string[]>();
  #forks: StepFork[] = [];
  #sees: Sees = { packet: true, tls: 'none' };

  /** @param strict what stands in for a missing fact makes the verdict indeterminate */
  constructor(strict: boolean) {
    this.#strict = strict;
  }

  /** Begins a hop; later steps belong to it. */
  enter(where: string, stage: Stage): void {
    this.#hops.push({ where, stage, steps: [] });
  }

  /** Where the current hop is. */
  get where(): string {
    return this.#hops.at(-1)?.where ?? '';
  }

  /** Adds a step to the current hop. */
  add({ consulted = [], ...draft }: StepDraft): void {
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
    const failed = step.skipped.map((miss) => miss.failed.name);
    for (const name of [...step.because.map((one) => one.name), ...failed, ...consulted]) this.#consult(name);
    const { unknown } = step;
    if (step.outcome === 'opaque' && unknown !== undefined && !this.#opaque.includes(unknown))
      this.#opaque.push(unknown);
  }

  /** Keeps a choice among candidates, for whoever asks what would have changed it. */
  decided(decided: DecidedHere): void {
    this.#decided.push({ where: this.where, ...decided });
  }

  /** The choices among candidates, in order. */
  get decisions(): readonly Decided[] {
    return this.#decided;
  }

  /** From here on criteria see these packets and this TLS. */
  see(sees: Partial<Sees>): void {
    this.#sees = { ...this.#sees, ...sees };
  }

  /** Names criteria that decided without being told in a step. */
  consults(...criteria: readonly string[]): void {
    for (const name of criteria) this.#consult(name);
  }

  /** From here on filter state `key` tells what the operators of `format` tell. */
  setsState(key: string, format: string): void {
    this.#state.set(key, formatInputs(format));
  }

  /** Names inputs of the request that were used without a criterion. */
  uses(...inputs: readonly string[]): void {
    for (const input of inputs) this.#inputs.add(input);
  }

  /** A criterion made of several has all their names. */
  #consult(criteria: string): void {
    for (const name of criteria.split(/ (?:or|and) /)) {
      this.uses(...inputsOf(name, this.#sees));
      const [, key] = /^filter state (.+)$/.exec(name) ?? [];
      for (const asked of this.#state.get(key ?? '') ?? []) this.uses(...inputsOf(asked, this.#sees));
    }
  }

  /** The inputs that were used. */
  get inputs(): ReadonlySet<string> {
    return this.#inputs;
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
