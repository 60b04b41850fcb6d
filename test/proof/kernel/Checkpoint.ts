import { readWritten, writeWhole } from '../wholeFile.js';
import { emptyTally, type Tally } from './tally/Tally.js';

/** What a run has done so far: enough to go on with it, and to add it to others. */
export interface Checkpoint {
  /** Of the evaluator. */
  readonly state: string;
  readonly kernel: string;
  readonly seeds: readonly number[];
  readonly cases: number;
  readonly tally: Tally;
  /** Sets that are done, by their place in the run. */
  readonly done: number[];
  /** Texts of disagreements. */
  readonly findings: string[];
  seconds: number;
}

/** A run that has done nothing yet. */
export function newCheckpoint(state: string, kernel: string, seeds: readonly number[], cases: number): Checkpoint {
  return { state, kernel, seeds, cases, tally: emptyTally(), done: [], findings: [], seconds: 0 };
}

export function readCheckpoint(file: string): Checkpoint | undefined {
  return readWritten(file) as Checkpoint | undefined;
}

export function writeCheckpoint(file: string, checkpoint: Checkpoint): void {
  writeWhole(file, JSON.stringify(checkpoint));
}
