import type { Criterion } from '../logic/Criterion.js';
import type { Truth } from '../logic/Truth.js';

/** What matching a rule against a packet gave. */
export interface RuleMatch {
  readonly truth: Truth;
  /** In the order of the rule, up to and including the first match that is `no`. */
  readonly criteria: readonly Criterion[];
  /** With `unknown` that hangs on nothing but chance (`statistic`): how likely the rule matches, between 0 and 1. */
  readonly chance?: number;
}
