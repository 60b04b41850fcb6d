import type { RouteConfiguration } from './Route.js';

/** One `ScopedRoutes.ScopeKeyBuilder.FragmentBuilder` with a `header_value_extractor`. */
export interface ScopeFragment {
  readonly at: string;
  readonly header: string;
  /** '' : the whole value is the one element. */
  readonly elementSeparator: string;
  /** By place, or by the key of a `KvElement`. */
  readonly element: { readonly index: number } | { readonly key: string; readonly separator: string };
}

/** `config.route.v3.ScopedRouteConfiguration`. */
export interface ScopedRoute {
  readonly at: string;
  readonly name: string;
  readonly key: readonly string[];
  readonly onDemand: boolean;
  /** By name, or in line. */
  readonly routeConfigurationName: string;
  readonly routeConfiguration?: RouteConfiguration;
  /** Set fields that may change the outcome and are not modelled, by name. */
  readonly unsupported: readonly string[];
}
