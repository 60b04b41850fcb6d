import type { JsonObject, JsonValue } from '../../text/json/JsonValue.js';
import type { RateLimitPolicy } from './filter/RateLimit.js';
import type { FractionalPercent } from './FractionalPercent.js';
import type { CookieMatcher, HeaderMatcher, QueryParameterMatcher } from './HeaderMatcher.js';
import type { HeaderMutations } from './HeaderMutation.js';
import type { DomainIndex } from './DomainIndex.js';
import type { CorsPolicy, PerFilterConfig } from './HttpFilter.js';
import type { MatcherTree } from './MatcherTree.js';
import type { FilterStateMatcher, MetadataMatcher } from './MetadataMatcher.js';
import type { RouteAction } from './RouteAction.js';

/** `config.route.v3.RouteConfiguration`. */
export interface RouteConfiguration {
  readonly at: string;
  readonly name: string;
  readonly virtualHosts: readonly VirtualHost[];
  /** The domains of all virtual hosts. */
  readonly domains: DomainIndex;
  readonly headers: HeaderMutations;
  readonly ignorePortInHostMatching: boolean;
  readonly ignorePathParametersInPathMatching: boolean;
  readonly mostSpecificHeaderMutationsWins: boolean;
  readonly vhostHeader?: string;
  readonly perFilterConfig: ReadonlyMap<string, PerFilterConfig>;
  readonly requestMirrorPolicies: readonly MirrorPolicy[];
  readonly unsupported: readonly string[];
}

/** `config.route.v3.VirtualHost`; domains as written. */
export interface VirtualHost {
  readonly at: string;
  readonly name: string;
  readonly domains: readonly string[];
  readonly routes: readonly Route[];
  readonly matcher?: MatcherTree;
  readonly requireTls: 'NONE' | 'EXTERNAL_ONLY' | 'ALL';
  readonly headers: HeaderMutations;
  readonly perFilterConfig: ReadonlyMap<string, PerFilterConfig>;
  readonly includeRequestAttemptCount: boolean;
  readonly cors?: CorsPolicy;
  readonly rateLimits: readonly RateLimitPolicy[];
  readonly retryPolicy?: RetryPolicy;
  readonly requestMirrorPolicies: readonly MirrorPolicy[];
  readonly unsupported: readonly string[];
}

/** `config.route.v3.Route`. */
export interface Route {
  readonly at: string;
  readonly name: string;
  readonly match: RouteMatch;
  readonly action: RouteAction;
  readonly headers: HeaderMutations;
  readonly perFilterConfig: ReadonlyMap<string, PerFilterConfig>;
  /** `metadata.filter_metadata`. */
  readonly metadata: JsonObject;
  /** `decorator.operation`, '' when there is none. */
  readonly decoratorOperation: string;
  /** Set fields that may change the outcome and are not modelled, by name. */
  readonly unsupported: readonly string[];
}

/** `config.route.v3.RouteMatch`: all that is set must hold. */
export interface RouteMatch {
  readonly at: string;
  readonly path: PathSpecifier;
  readonly caseSensitive: boolean;
  readonly headers: readonly HeaderMatcher[];
  readonly queryParameters: readonly QueryParameterMatcher[];
  readonly cookies: readonly CookieMatcher[];
  readonly runtimeFraction?: FractionalPercent;
  readonly grpc: boolean;
  readonly tlsContext?: { readonly presented?: boolean; readonly validated?: boolean };
  readonly dynamicMetadata: readonly MetadataMatcher[];
  readonly filterState: readonly FilterStateMatcher[];
  /** Set fields that are not modelled, by name: they make the match unknown. */
  readonly unsupported: readonly string[];
}

/** The oneof `path_specifier`. */
export type PathSpecifier =
  | {
      readonly kind: 'prefix' | 'path' | 'path_separated_prefix' | 'safe_regex' | 'ecmascript' | 'uri_template';
      readonly value: string;
    }
  | { readonly kind: 'connect_matcher' }
  | { readonly kind: 'unsupported'; readonly field: string };

/** `filter_metadata["envoy.lb"]` of a metadata_match: the criteria for subset load balancing. */
export type SubsetCriteria = ReadonlyMap<string, JsonValue>;

/** `RouteAction.RequestMirrorPolicy`. */
export interface MirrorPolicy {
  readonly at: string;
  readonly cluster: string;
  readonly fraction?: FractionalPercent;
}

/** `config.route.v3.RetryPolicy`. */
export interface RetryPolicy {
  readonly at: string;
  readonly retryOn: readonly string[];
  readonly numRetries: number;
  readonly perTryTimeoutMs?: number;
  readonly retriableStatusCodes: readonly number[];
}
