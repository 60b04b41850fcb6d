import type { FractionalPercent } from '../FractionalPercent.js';
import type { StringMatcher } from '../StringMatcher.js';

/** `csrf.v3.CsrfPolicy`, of the filter and of routes. */
export interface CsrfPolicy {
  readonly kind: 'csrf';
  readonly at: string;
  readonly filterEnabled: FractionalPercent;
  /** Only counts what it would deny; undefined: off. */
  readonly shadowEnabled?: FractionalPercent;
  /** Origins, without scheme, that are as good as the request's own host. */
  readonly additionalOrigins: readonly StringMatcher[];
  readonly unsupported: readonly string[];
}
