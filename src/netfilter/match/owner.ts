import type { Negatable } from '../model/Negatable.js';
import type { NumberRange } from '../model/NumberRange.js';

/** `-m owner`. */
export interface OwnerMatch {
  readonly kind: 'owner';
  /** `--socket-exists`; `not` for `! --socket-exists`. */
  readonly socketExists?: { readonly not: boolean };
  readonly uid?: Negatable<NumberRange>;
  readonly gid?: Negatable<NumberRange>;
  /** `--suppl-groups`: `--gid-owner` looks at the supplementary groups too. */
  readonly supplementaryGroups: boolean;
}
