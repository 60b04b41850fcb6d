import type { Choose } from '../../logic/Fork.js';
import type { TracePins } from '../model/TraceRequest.js';
import { ChoiceRecorder, type RecordedChoice } from './ChoiceRecorder.js';

/** One run of a walk: what it returned, the choices on its way and their joint probability (pinned forks count as certain). */
export interface ExploredPath<T> {
  readonly result: T;
  readonly choices: readonly RecordedChoice[];
  readonly probability: number;
}

/** All followed paths, the likeliest first, and the share of the probability that was left out. */
export interface Exploration<T> {
  readonly paths: readonly ExploredPath<T>[];
  readonly notFollowed: number;
}

/** What `--all-branches` follows at most: what is left shows as not followed. */
const MOST_BRANCHES = 4096;

interface Pending {
  readonly prefix: readonly number[];
  readonly probability: number;
}

/**
 * Runs `walk` once for every combination of branches, the likeliest first, until `maxBranches` runs are done; with all
 * branches until `MOST_BRANCHES` are, since a file may hold forks whose combinations no machine ends with.
 * `walk` must be deterministic in its choices. Ties keep configuration order.
 */
export function explorePaths<T>(walk: (choose: Choose) => T, pins: TracePins): Exploration<T> {
  const limit = pins.branches === 'likeliest' ? 1 : pins.branches === 'all' ? MOST_BRANCHES : pins.maxBranches;
  const pending: Pending[] = [{ prefix: [], probability: 1 }];
  const paths: ExploredPath<T>[] = [];
  while (paths.length < limit) {
    const next = takeLikeliest(pending);
    if (next === undefined) break;
    const recorder = new ChoiceRecorder(pins, next.prefix);
    const result = walk(recorder.choose);
    const free = recorder.choices.filter((choice) => !choice.pinned);
    paths.push({ result, choices: recorder.choices, probability: jointProbability(free) });
    pending.push(...siblings(free, next.prefix.length));
  }
  const notFollowed = pending.reduce((sum, { probability }) => sum + probability, 0);
  const ordered = paths.toSorted((a, b) => b.probability - a.probability || compareChoices(a.choices, b.choices));
  return { paths: ordered, notFollowed };
}

function takeLikeliest(pending: Pending[]): Pending | undefined {
  let best = 0;
  for (const [index, { probability }] of pending.entries()) {
    if (probability > (pending[best]?.probability ?? 0)) best = index;
  }
  return pending.splice(best, 1)[0];
}

function jointProbability(choices: readonly RecordedChoice[]): number {
  return choices.reduce((product, { branches, taken }) => product * (branches[taken]?.probability ?? 1), 1);
}

/** The untaken branches of every fork beyond the prefix: each is a run of its own, with the choices before it kept. */
function siblings(free: readonly RecordedChoice[], from: number): Pending[] {
  const found: Pending[] = [];
  for (let depth = from; depth < free.length; depth++) {
    const choice = free[depth];
    if (choice === undefined) continue;
    const before = free.slice(0, depth);
    const reached = jointProbability(before);
    for (const [index, branch] of choice.branches.entries()) {
      if (index === choice.taken) continue;
      found.push({ prefix: [...before.map(({ taken }) => taken), index], probability: reached * branch.probability });
    }
  }
  return found;
}

function compareChoices(a: readonly RecordedChoice[], b: readonly RecordedChoice[]): number {
  for (const [index, choice] of a.entries()) {
    const difference = choice.taken - (b[index]?.taken ?? choice.taken);
    if (difference !== 0) return difference;
  }
  return 0;
}
