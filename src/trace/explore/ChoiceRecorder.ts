import type { Branch, Choose, Fork } from '../../logic/Fork.js';
import type { TracePins } from '../model/TraceRequest.js';
import { pinnedBranch } from './pinnedBranch.js';

/** One fork met on a path, with the branch that was taken. */
export interface RecordedChoice {
  readonly fork: string;
  readonly about: string;
  readonly pinned: boolean;
  /** Index into `branches`. */
  readonly taken: number;
  readonly branches: readonly { readonly label: string; readonly probability: number }[];
}

/**
 * Decides the forks of one run: first what is pinned, then what `prefix` prescribes (branch indices, in the order in
 * which unpinned forks are met), then the likeliest branch. Remembers all it decided.
 */
export class ChoiceRecorder {
  readonly #pins: TracePins;
  readonly #prefix: readonly number[];
  readonly #choices: RecordedChoice[] = [];
  #free = 0;

  constructor(pins: TracePins, prefix: readonly number[]) {
    this.#pins = pins;
    this.#prefix = prefix;
  }

  /** The choices made so far, in order. */
  get choices(): readonly RecordedChoice[] {
    return this.#choices;
  }

  readonly choose: Choose = <T>(fork: Fork<T>): Branch<T> => {
    const pinned = pinnedBranch(fork, this.#pins);
    const taken = pinned ?? this.#nextFree(fork);
    const branch = fork.branches[taken];
    if (branch === undefined) throw new RangeError(`fork ${fork.name} has no branch ${taken}`);
    if (fork.branches.length > 1) {
      this.#choices.push({
        fork: fork.name,
        about: fork.about,
        pinned: pinned !== undefined,
        taken,
        branches: fork.branches.map(({ label, probability }) => ({ label, probability })),
      });
    }
    return branch;
  };

  #nextFree<T>(fork: Fork<T>): number {
    if (fork.branches.length === 1) return 0;
    const prescribed = this.#prefix[this.#free];
    this.#free += 1;
    if (prescribed !== undefined) return prescribed;
    return likeliestIndex(fork.branches);
  }
}

/** The index of the likeliest branch; ties go to the first. */
function likeliestIndex(branches: readonly { readonly probability: number }[]): number {
  let best = 0;
  for (const [index, branch] of branches.entries()) {
    if (branch.probability > (branches[best]?.probability ?? 0)) best = index;
  }
  return best;
}
