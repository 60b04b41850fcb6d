import type { Branch, Choose, Fork } from '../../../../src/logic/Fork.js';
import type { SentPacket } from '../contract.js';
import { Undecided } from './decided.js';
import { exchange } from './exchange.js';
import type { World } from './World.js';
import type { LikelyOutcome, Prediction } from './Prediction.js';

/** More ways than this are not followed. */
const MOST_OUTCOMES = 256;

/** Every way that an exchange can go, each with its probability. */
export function predict(world: World, packet: SentPacket): Prediction {
  const outcomes: LikelyOutcome[] = [];
  let script: readonly number[] | undefined = [];
  while (script !== undefined) {
    if (outcomes.length >= MOST_OUTCOMES) return { kind: 'unknown', why: 'chance goes too many ways' };
    const run: ScriptedChance = new ScriptedChance(script);
    try {
      outcomes.push({ ...exchange(world, packet, run.choose), probability: run.probability });
    } catch (error) {
      if (error instanceof Undecided) return { kind: 'unknown', why: error.message };
      throw error;
    }
    script = run.next();
  }
  return { kind: 'outcomes', outcomes };
}

/** Takes the branches that a script names, and the first of every fork behind it. */
class ScriptedChance {
  probability = 1;
  private readonly taken: { readonly at: number; readonly of: number }[] = [];

  constructor(private readonly script: readonly number[]) {}

  readonly choose: Choose = <T>(fork: Fork<T>): Branch<T> => {
    const at = this.script[this.taken.length] ?? 0;
    const branch = fork.branches[at];
    if (branch === undefined) throw new Error(`no branch ${at} of ${fork.name}`);
    this.taken.push({ at, of: fork.branches.length });
    this.probability *= branch.probability;
    return branch;
  };

  /** The script of the next way; `undefined`: all were taken. */
  next(): readonly number[] | undefined {
    const rest = [...this.taken];
    for (let last = rest.pop(); last !== undefined; last = rest.pop()) {
      if (last.at + 1 < last.of) return [...rest.map(({ at }) => at), last.at + 1];
    }
    return undefined;
  }
}
