import type { HeaderMatcher, QueryParameterMatcher } from '../HeaderMatcher.js';
import type { FractionalPercent } from '../FractionalPercent.js';

/** `ratelimit.v3.RateLimit`: a service is asked about the descriptors that route and virtual host make of a request. */
export interface RateLimit {
  readonly kind: 'ratelimit';
  readonly at: string;
  readonly stage: number;
  readonly requestType: 'internal' | 'external' | 'both';
  readonly cluster: string;
  readonly filterEnabled?: FractionalPercent;
  readonly failureModeDeny: boolean;
  readonly statusOnError: number;
  readonly limitedStatus: number;
  readonly resourceExhausted: boolean;
  readonly unsupported: readonly string[];
}

/** `ratelimit.v3.RateLimitPerRoute`: which of route and virtual host count. */
export interface RateLimitPerRoute {
  readonly kind: 'ratelimit';
  readonly at: string;
  readonly virtualHost: 'override' | 'include' | 'ignore';
  /** In place of those of route and virtual host; empty: those count. */
  readonly policies: readonly RateLimitPolicy[];
  readonly unsupported: readonly string[];
}

/** `config.route.v3.RateLimit`: its actions make one descriptor, unless one of them makes nothing. */
export interface RateLimitPolicy {
  readonly at: string;
  readonly stage: number;
  readonly disableKey: string;
  /** Counts only when the request is done. */
  readonly onStreamDone: boolean;
  readonly actions: readonly RateLimitAction[];
}

/** `RateLimit.Action`: what it needs of a request to make its part of the descriptor. */
export type RateLimitAction =
  | { readonly kind: 'always' }
  | { readonly kind: 'header' | 'query'; readonly name: string; readonly skipIfAbsent: boolean }
  | { readonly kind: 'header_value_match'; readonly headers: readonly HeaderMatcher[]; readonly expect: boolean }
  | {
      readonly kind: 'query_parameter_value_match';
      readonly parameters: readonly QueryParameterMatcher[];
      readonly expect: boolean;
    }
  | {
      readonly kind: 'metadata';
      readonly source: 'dynamic' | 'route';
      readonly namespace: string;
      readonly path: readonly string[];
      readonly hasDefault: boolean;
      readonly skipIfAbsent: boolean;
    }
  | { readonly kind: 'unsupported'; readonly field: string };
