import type { RateLimitPolicy } from './filter/RateLimit.js';
import type { HeaderMutations } from './HeaderMutation.js';
import type { PerFilterConfig, CorsPolicy } from './HttpFilter.js';
import type { UpgradeConfig } from './HttpConnectionManager.js';
import type { MirrorPolicy, RetryPolicy, SubsetCriteria } from './Route.js';

/** The oneof `action` of a Route. */
export type RouteAction =
  | ForwardAction
  | RedirectAction
  | DirectResponseAction
  | { readonly kind: 'non_forwarding_action' | 'filter_action'; readonly at: string }
  | { readonly kind: 'unsupported'; readonly at: string; readonly field: string };

/** `config.route.v3.RouteAction`. */
export interface ForwardAction {
  readonly kind: 'route';
  readonly at: string;
  readonly cluster: ClusterSpecifier;
  readonly clusterNotFoundStatus: 503 | 404 | 500;
  readonly pathRewrite?: PathRewrite;
  readonly hostRewrite?: HostRewrite;
  readonly appendXForwardedHost: boolean;
  readonly metadataMatch: SubsetCriteria;
  /** Milliseconds; 0 = none. Default 15000. */
  readonly timeoutMs: number;
  /** Milliseconds; 0 = as long as the client says. Undefined: gRPC requests have `timeoutMs` too. */
  readonly maxGrpcTimeoutMs?: number;
  readonly grpcTimeoutOffsetMs?: number;
  /** `max_stream_duration` is set: it bounds the request in place of `timeoutMs`. */
  readonly boundsStreamDuration: boolean;
  readonly retryPolicy?: RetryPolicy;
  readonly requestMirrorPolicies: readonly MirrorPolicy[];
  readonly hashPolicies: readonly HashPolicy[];
  readonly upgradeConfigs: readonly UpgradeConfig[];
  readonly cors?: CorsPolicy;
  readonly rateLimits: readonly RateLimitPolicy[];
  /** Those of the virtual host count too. */
  readonly includeVhRateLimits: boolean;
  readonly priority: 'DEFAULT' | 'HIGH';
  readonly internalRedirect: boolean;
  readonly unsupported: readonly string[];
}

/** The oneof `cluster_specifier`. */
export type ClusterSpecifier =
  | { readonly kind: 'cluster'; readonly at: string; readonly name: string }
  | { readonly kind: 'cluster_header'; readonly at: string; readonly header: string }
  | {
      readonly kind: 'weighted_clusters';
      readonly at: string;
      readonly clusters: readonly WeightedCluster[];
      readonly headerName?: string;
      readonly runtimeKeyPrefix?: string;
      readonly totalWeight?: number;
    }
  | { readonly kind: 'unsupported'; readonly at: string; readonly field: string };

/** `WeightedCluster.ClusterWeight`; exactly one of `name` and `clusterHeader` is not ''. */
export interface WeightedCluster {
  readonly at: string;
  readonly name: string;
  readonly clusterHeader: string;
  readonly weight: number;
  readonly headers: HeaderMutations;
  readonly metadataMatch: SubsetCriteria;
  readonly perFilterConfig: ReadonlyMap<string, PerFilterConfig>;
  readonly hostRewriteLiteral: string;
}

/** How the path changes on its way upstream. */
export type PathRewrite =
  | { readonly kind: 'prefix_rewrite'; readonly at: string; readonly value: string }
  | { readonly kind: 'regex_rewrite'; readonly at: string; readonly regex: string; readonly substitution: string }
  | { readonly kind: 'uri_template_rewrite'; readonly at: string; readonly template: string }
  | { readonly kind: 'path_rewrite'; readonly at: string; readonly format: string };

/** How the authority changes on its way upstream. */
export type HostRewrite =
  | { readonly kind: 'host_rewrite_literal'; readonly at: string; readonly value: string }
  | { readonly kind: 'auto_host_rewrite'; readonly at: string }
  | { readonly kind: 'host_rewrite_header'; readonly at: string; readonly header: string }
  | {
      readonly kind: 'host_rewrite_path_regex';
      readonly at: string;
      readonly regex: string;
      readonly substitution: string;
    }
  | { readonly kind: 'host_rewrite'; readonly at: string; readonly format: string };

/** `config.route.v3.RedirectAction`. */
export interface RedirectAction {
  readonly kind: 'redirect';
  readonly at: string;
  readonly status: 301 | 302 | 303 | 307 | 308;
  readonly httpsRedirect: boolean;
  readonly schemeRedirect: string;
  readonly hostRedirect: string;
  readonly portRedirect?: number;
  readonly path:
    | { readonly kind: 'none' }
    | { readonly kind: 'path_redirect' | 'prefix_rewrite'; readonly value: string }
    | { readonly kind: 'regex_rewrite'; readonly regex: string; readonly substitution: string };
  readonly stripQuery: boolean;
}

/** `config.route.v3.DirectResponseAction`; body undefined when it comes from a file or the environment. */
export interface DirectResponseAction {
  readonly kind: 'direct_response';
  readonly at: string;
  readonly status: number;
  readonly body?: string;
}

/** One `hash_policy`: what the hash is made of, in words that name the input. */
export interface HashPolicy {
  readonly at: string;
  readonly kind: 'header' | 'cookie' | 'connection_properties' | 'query_parameter' | 'filter_state' | 'unsupported';
  readonly name: string;
  readonly terminal: boolean;
  /** cookie with a ttl: Envoy makes the cookie when the request has none. */
  readonly generatesCookie: boolean;
}
