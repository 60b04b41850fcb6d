import type { FractionalPercent } from '../FractionalPercent.js';

/** `local_ratelimit.v3.LocalRateLimit`, of the filter and of routes; how many tokens are left is not known. */
export interface LocalRateLimit {
  readonly kind: 'local_ratelimit';
  readonly at: string;
  /** Whether there is a bucket, of its own or of a descriptor. */
  readonly limits: boolean;
  /** Both are 0 where they are not set. */
  readonly filterEnabled: FractionalPercent;
  readonly filterEnforced: FractionalPercent;
  /** Of the answer; 429. */
  readonly status: number;
  /** gRPC requests get RESOURCE_EXHAUSTED in place of UNAVAILABLE. */
  readonly resourceExhausted: boolean;
}
