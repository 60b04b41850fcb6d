import type { ReachedSocket } from '../contract.js';

/** What an exchange looks like if chance goes one way. */
export interface Outcome {
  readonly senderSees: string;
  readonly reached?: ReachedSocket;
  readonly hits: Readonly<Record<string, number>>;
}

/** What the evaluator says of one packet's exchange. */
export type Prediction =
  | { readonly kind: 'outcomes'; readonly outcomes: readonly (Outcome & { readonly probability: number })[] }
  /** The evaluator does not decide; `why` is what it says. */
  | { readonly kind: 'unknown'; readonly why: string };
