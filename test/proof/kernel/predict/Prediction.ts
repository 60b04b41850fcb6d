import type { Hook } from '../../../../src/netfilter/model/Hook.js';
import type { Rule } from '../../../../src/netfilter/model/Rule.js';
import type { ReachedSocket } from '../contract.js';

/** A rule that was met, for the tally. */
export interface MetRule {
  readonly rule: Rule;
  readonly hook: Hook;
  /** Of a rule that did not match: the criterion that failed. */
  readonly failed?: string;
}

/** What an exchange looks like if chance goes one way. */
export interface Outcome {
  readonly senderSees: string;
  readonly reached?: ReachedSocket;
  readonly hits: Readonly<Record<string, number>>;
  /** Rules of which the evaluator leaves open whether they counted, because nothing follows from it. */
  readonly open: readonly string[];
  readonly met: readonly MetRule[];
}

/** One of the outcomes, and how likely it is. */
export interface LikelyOutcome extends Outcome {
  readonly probability: number;
}

/** What the evaluator says of one packet's exchange. */
export type Prediction =
  | { readonly kind: 'outcomes'; readonly outcomes: readonly LikelyOutcome[] }
  /** The evaluator does not decide; `why` is what it says. */
  | { readonly kind: 'unknown'; readonly why: string };
