import type { Decision } from '../../logic/Decision.js';

/** A decision that cannot be made, because of `what`. */
export function undecided(at: string, what: string): Decision<never> {
  return { truth: 'unknown', at, because: [], skipped: [], unknown: what };
}
