import type { BufferFilter } from './BufferFilter.js';
import type { CsrfPolicy } from './CsrfPolicy.js';
import type { JwtAuthn, JwtRouteRequirement } from './JwtAuthn.js';

/** An HTTP filter that is decided by `evaluateFilter`, by its `kind`. */
export type DecidedFilter = BufferFilter | CsrfPolicy | JwtAuthn;

/** What a route, virtual host, … says of such a filter; `switched_off`: `disabled` of the filter's own per-route message. */
export type FilterOverride =
  { readonly kind: 'switched_off'; readonly at: string } | BufferFilter | CsrfPolicy | JwtRouteRequirement;
