import type { BufferFilter } from './BufferFilter.js';
import type { CsrfPolicy } from './CsrfPolicy.js';
import type { ExtAuthz, ExtAuthzPerRoute } from './ExtAuthz.js';
import type { GrpcHttp1Bridge } from './GrpcHttp1Bridge.js';
import type { GrpcWeb } from './GrpcWeb.js';
import type { HeaderMutationFilter, HeaderMutationPerRoute } from './HeaderMutation.js';
import type { HealthCheck } from './HealthCheck.js';
import type { JwtAuthn, JwtRouteRequirement } from './JwtAuthn.js';
import type { LocalRateLimit } from './LocalRateLimit.js';
import type { RateLimit, RateLimitPerRoute } from './RateLimit.js';
import type { SetMetadata } from './SetMetadata.js';

/** An HTTP filter that is decided by `evaluateFilter`, by its `kind`. */
export type DecidedFilter =
  | BufferFilter
  | CsrfPolicy
  | ExtAuthz
  | GrpcHttp1Bridge
  | GrpcWeb
  | HeaderMutationFilter
  | HealthCheck
  | JwtAuthn
  | LocalRateLimit
  | RateLimit
  | SetMetadata;

/** What a route, virtual host, … says of such a filter; `switched_off`: `disabled` of the filter's own per-route message. */
export type FilterOverride =
  | { readonly kind: 'switched_off'; readonly at: string }
  | BufferFilter
  | CsrfPolicy
  | ExtAuthzPerRoute
  | HeaderMutationPerRoute
  | JwtRouteRequirement
  | LocalRateLimit
  | RateLimitPerRoute;
