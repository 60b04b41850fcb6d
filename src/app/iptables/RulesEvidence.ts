import type { Pod } from '../../kube/objects/Pod.js';
import type { RuleSet } from '../../netfilter/model/RuleSet.js';

/** The rules of one network namespace. Read when asked for. */
export interface RulesEvidence {
  /** `NAMESPACE/POD`, or the name of the file. */
  readonly name: string;
  /** Throws a `UserError` (exit 5) when none were captured or they cannot be read. */
  readonly ruleSets: () => readonly RuleSet[];
  /** `undefined`: not known whose rules they are. */
  readonly pod: () => Pod | undefined;
}
