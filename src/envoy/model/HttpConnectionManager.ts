import type { HttpFilter } from './HttpFilter.js';
import type { RouteConfiguration } from './Route.js';
import type { ScopedRoute, ScopeFragment } from './ScopedRoute.js';
import type { Unparsed } from './Unparsed.js';

/** `http_connection_manager.v3.HttpConnectionManager`, as far as it decides an answer. */
export interface HttpConnectionManager {
  readonly kind: 'http_connection_manager';
  readonly at: string;
  readonly statPrefix: string;
  readonly codecType: 'AUTO' | 'HTTP1' | 'HTTP2' | 'HTTP3';
  readonly routes: RouteSource;
  readonly httpFilters: readonly HttpFilter[];
  readonly upgradeConfigs: readonly UpgradeConfig[];
  readonly useRemoteAddress: boolean;
  readonly xffNumTrustedHops: number;
  readonly skipXffAppend: boolean;
  readonly appendXForwardedPort: boolean;
  /** `internal_address_config` as configured; undefined = the version's default. */
  readonly internalAddressConfig?: Unparsed;
  readonly serverName: string;
  readonly normalizePath: boolean;
  readonly mergeSlashes: boolean;
  readonly escapedSlashes:
    | 'IMPLEMENTATION_SPECIFIC_DEFAULT'
    | 'KEEP_UNCHANGED'
    | 'REJECT_REQUEST'
    | 'UNESCAPE_AND_REDIRECT'
    | 'UNESCAPE_AND_FORWARD';
  readonly stripMatchingHostPort: boolean;
  readonly stripAnyHostPort: boolean;
  readonly stripTrailingHostDot: boolean;
  readonly acceptHttp10: boolean;
  readonly defaultHostForHttp10: string;
  /** HTTP/1 `allow_absolute_url`, default true. */
  readonly allowAbsoluteUrl: boolean;
  readonly allowConnect: boolean;
  /** HTTP/1 `allow_custom_methods`: methods that no standard names are taken too. */
  readonly allowCustomMethods: boolean;
  /** Appended to the `via` header; '' for nothing. */
  readonly via: string;
  readonly forwardClientCertDetails: string;
  readonly generateRequestId: boolean;
  /** Tracing is configured: the route's decorator operation then travels in a header. */
  readonly tracing: boolean;
  readonly localReplyConfig?: Unparsed;
  /** Set fields that may change the outcome and are not modelled, by name. */
  readonly unsupported: readonly string[];
}

/** Where the route configuration comes from (the oneof `route_specifier`). */
export type RouteSource =
  | { readonly kind: 'route_config'; readonly routeConfig: RouteConfiguration }
  | { readonly kind: 'rds'; readonly at: string; readonly routeConfigName: string }
  | {
      readonly kind: 'scoped_routes';
      readonly at: string;
      /** The name of the set of scopes. */
      readonly name: string;
      readonly fragments: readonly ScopeFragment[];
      /** Those in line; undefined: they are discovered. */
      readonly scopes?: readonly ScopedRoute[];
      readonly unsupported: readonly string[];
    }
  | { readonly kind: 'none'; readonly at: string };

/** `UpgradeConfig` of an HCM or a route. */
export interface UpgradeConfig {
  readonly at: string;
  /** Lower-case, e.g. `websocket`, `connect`. */
  readonly upgradeType: string;
  readonly enabled: boolean;
  readonly connectConfig: boolean;
  /** Set fields that may change the outcome and are not modelled, by name. */
  readonly unsupported: readonly string[];
}
