import type { Criterion } from '../../../logic/Criterion.js';
import type { Lesson } from '../../model/Lesson.js';
import type { Decided } from '../../walk/Decided.js';
import type { Change } from './Change.js';

/** A candidate that may win after some changes, and how it is seen that it did. */
export interface Proposal {
  readonly candidate: string;
  readonly at: string;
  readonly failed: Criterion;
  /** Empty: no change is known by which it could win. */
  readonly changes: readonly Change[];
  /** Whether the decisions of one path say that the candidate won. */
  readonly won: (decided: readonly Decided[]) => boolean;
  readonly rest?: Pick<Lesson, 'shadowedBy'> & { readonly escapes?: boolean };
}

/** Whether a candidate was chosen in the same place. */
export function chosen({ where, kind }: Decided, at: string): Proposal['won'] {
  return (decided) =>
    decided.some((one) => one.where === where && one.kind === kind && one.decision.at === at && won(one));
}

function won(decided: Decided): boolean {
  return decided.kind === 'policy' ? decided.decision.value?.allowed === true : decided.decision.value !== undefined;
}
