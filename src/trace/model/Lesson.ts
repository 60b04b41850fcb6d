import type { Criterion } from '../../logic/Criterion.js';
import type { Change } from '../suggest/change/Change.js';
import type { VerdictCode } from './Verdict.js';

/** A candidate that lost, and what of the request would have to be another for it to win: tried by walking the request so. */
export interface Lesson {
  /** Where it was decided: `web/frontend-7d9c…`. */
  readonly where: string;
  readonly kind: 'filter_chain' | 'virtual_host' | 'route' | 'policy';
  /** The candidate: `route #1 canary`. */
  readonly candidate: string;
  /** Where it stands in the dump. */
  readonly at: string;
  /** The first criterion that it lost by; of a policy that denies, the one that it matched by. */
  readonly failed: Criterion;
  /** The candidate is a policy that denies: it would no longer match. */
  readonly escapes: boolean;
  /** The smallest change that was found; empty: none was. */
  readonly changes: readonly Change[];
  /** How the changed request ends, most likely; with changes only. */
  readonly leadsTo?: VerdictCode;
  /** The candidate fits the request as it is and asks for more than this earlier one, which took it. */
  readonly shadowedBy?: string;
}
