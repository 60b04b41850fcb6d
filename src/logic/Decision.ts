import type { Criterion } from './Criterion.js';
import type { Truth } from './Truth.js';

/** A candidate that lost, with the first criterion that failed. */
export interface NearMiss {
  /** The candidate, as a person calls it: "route #2 split", "filter chain 0.0.0.0_80". */
  readonly what: string;
  /** Where it stands in its document. */
  readonly at: string;
  readonly failed: Criterion;
  /** How many of its criteria held before the first failure: the more, the nearer. */
  readonly held: number;
}

/**
 * What a matcher decided among its candidates, and why.
 * `yes`: `value` was chosen; `no`: none fits; `unknown`: the facts or the model do not say, `unknown` names what is missing.
 */
export interface Decision<T> {
  readonly truth: Truth;
  readonly value?: T;
  /** Pointer to what decided. */
  readonly at?: string;
  readonly because: readonly Criterion[];
  /** Nearest first. */
  readonly skipped: readonly NearMiss[];
  /** Names of the criteria by which candidates lost, of all of them, where `skipped` holds only the nearest. */
  readonly consulted?: readonly string[];
  readonly unknown?: string;
}

/** Something that a step changed, as a person would say it. */
export interface Effect {
  /** What changed: `destination`, `:authority`, `:path`, a header's name, `mark`, `alpn`. */
  readonly what: string;
  readonly from?: string;
  readonly to: string;
  /** Where the configuration asks for it. */
  readonly at?: string;
}

/** Sorts near misses nearest first; ties keep their order. */
export function nearestFirst(misses: readonly NearMiss[]): readonly NearMiss[] {
  return misses.toSorted((a, b) => b.held - a.held);
}
