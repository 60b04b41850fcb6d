import type { Match } from '../../match/Match.js';
import type { Target } from '../../target/Target.js';
import type { Counters } from '../../model/Counters.js';

/** What the words behind `-A CHAIN` say. */
export interface RuleWords {
  readonly matches: readonly Match[];
  readonly target: Target | undefined;
  /** `-c packets bytes`. */
  readonly counters?: Counters;
}
