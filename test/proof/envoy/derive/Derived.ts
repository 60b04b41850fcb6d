import type { SentCase } from '../bed/askAll.js';
import type { Outcome } from '../Configuration.js';

/** A request that was made of another, and what its outcome shows. */
export interface Derived {
  readonly kind: 'lesson' | 'neutral';
  readonly sent: SentCase;
  /** Of whose request it was made. */
  readonly of: SentCase;
  /** Where the outcome is not as was said, in words, given that of the request it was made of. */
  readonly faults: (was: Outcome, original: Outcome) => readonly string[];
}
