/** One way a fork can go. Probabilities of a fork's branches sum to 1. */
export interface Branch<T> {
  /** Short, stable and unique within its fork: what a user writes after `--pin FORK=`. */
  readonly label: string;
  /** 0 < probability <= 1. */
  readonly probability: number;
  /** Integer share of `modulus`, where the fork is decided by a random number modulo it. */
  readonly weight?: number;
  readonly value: T;
}

/** A point where chance, time or the environment decides: weights, fractions, load balancing, protocol detection. */
export interface Fork<T> {
  /** Stable name of the kind of fork, e.g. `weighted_clusters`, `endpoint`, `fault.abort`. */
  readonly name: string;
  /** What is being chosen, for a person: "cluster of route split". */
  readonly about: string;
  /** Never empty; configuration order. */
  readonly branches: readonly Branch<T>[];
  /** Set when a random number decides: branch k takes the values whose remainder falls into its share of the weights, in order. */
  readonly modulus?: number;
}

/**
 * Decides a fork. Evaluation code stays straight-line: it calls `choose` and goes on with the branch it is given;
 * whoever called it runs it again with other choices to see the other branches.
 */
export type Choose = <T>(fork: Fork<T>) => Branch<T>;

/** Takes the likeliest branch of every fork; ties go to the first in configuration order. */
export const chooseLikeliest: Choose = (fork) =>
  fork.branches.reduce((best, branch) => (branch.probability > best.probability ? branch : best));
