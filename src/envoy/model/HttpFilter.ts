import type { DecidedFilter, FilterOverride } from './filter/DecidedFilter.js';
import type { FractionalPercent } from './FractionalPercent.js';
import type { HeaderMatcher } from './HeaderMatcher.js';
import type { FilterStateValue } from './NetworkFilter.js';
import type { Rbac } from './Rbac.js';
import type { StringMatcher } from './StringMatcher.js';
import type { Unparsed } from './Unparsed.js';

/** One entry of `http_filters`, identified by its config's type (by its legacy name when it has none). */
export interface HttpFilter {
  readonly at: string;
  readonly name: string;
  readonly typeUrl: string;
  readonly disabled: boolean;
  readonly isOptional: boolean;
  readonly config: HttpFilterConfig;
}

/** The HTTP filters that are modelled. Everything else is `unparsed` and is told apart by its type. */
export type HttpFilterConfig =
  | {
      readonly kind: 'router';
      readonly strictCheckHeaders: readonly string[];
      readonly suppressEnvoyHeaders: boolean;
      readonly unsupported: readonly string[];
    }
  | { readonly kind: 'fault'; readonly fault: HttpFault }
  | { readonly kind: 'rbac'; readonly rbac: Rbac }
  | { readonly kind: 'cors' }
  | { readonly kind: 'istio_alpn'; readonly overrides: readonly AlpnOverride[] }
  | { readonly kind: 'set_filter_state'; readonly values: readonly FilterStateValue[] }
  | { readonly kind: 'decided'; readonly filter: DecidedFilter }
  | { readonly kind: 'ecds'; readonly configName: string; readonly defaultConfig?: HttpFilterConfig }
  | Unparsed;

/** `fault.v3.HTTPFault`. */
export interface HttpFault {
  readonly at: string;
  readonly abort?: FaultAbort;
  readonly delay?: FaultDelay;
  readonly upstreamCluster: string;
  readonly headers: readonly HeaderMatcher[];
  readonly downstreamNodes: readonly string[];
  readonly maxActiveFaults?: number;
  /** Set fields that may change the outcome and are not modelled, by name. */
  readonly unsupported: readonly string[];
}

/** `fault.v3.FaultAbort`; without `percentage` there is no fault. */
export interface FaultAbort {
  readonly at: string;
  readonly httpStatus?: number;
  readonly grpcStatus?: number;
  readonly headerAbort: boolean;
  readonly percentage: FractionalPercent;
}

/** `FaultDelay`, milliseconds. */
export interface FaultDelay {
  readonly at: string;
  readonly fixedDelayMs?: number;
  readonly headerDelay: boolean;
  readonly percentage: FractionalPercent;
}

/** `route.v3.CorsPolicy` / `cors.v3.CorsPolicy`. */
export interface CorsPolicy {
  readonly at: string;
  readonly allowOrigin: readonly StringMatcher[];
  readonly filterEnabled: FractionalPercent;
  /** undefined: a less specific policy says it; default true. */
  readonly forwardNotMatchingPreflights?: boolean;
  /** Set fields that may change the outcome and are not modelled, by name. */
  readonly unsupported: readonly string[];
}

/** One `alpn_override` of Istio's alpn filter: which ALPN list the upstream TLS handshake offers. */
export interface AlpnOverride {
  readonly upstreamProtocol: 'HTTP10' | 'HTTP11' | 'HTTP2';
  readonly alpn: readonly string[];
}

/** An entry of `typed_per_filter_config` (or v2's `per_filter_config`), keyed by the filter's configured name. */
export interface PerFilterConfig {
  readonly at: string;
  readonly disabled: boolean;
  readonly config?:
    | { readonly kind: 'fault'; readonly fault: HttpFault }
    | { readonly kind: 'rbac'; readonly rbac: Rbac | undefined }
    | { readonly kind: 'cors'; readonly cors: CorsPolicy }
    | { readonly kind: 'per_route'; readonly override: FilterOverride }
    | Unparsed;
}
