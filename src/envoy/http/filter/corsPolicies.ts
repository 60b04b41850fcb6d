import type { CorsPolicy } from '../../model/HttpFilter.js';
import type { Route, RouteConfiguration, VirtualHost } from '../../model/Route.js';
import type { WeightedCluster } from '../../model/RouteAction.js';

/** Where a CORS policy may stand. */
export interface CorsLevels {
  readonly weighted?: Pick<WeightedCluster, 'perFilterConfig'> | undefined;
  readonly route: Pick<Route, 'perFilterConfig' | 'action'>;
  readonly virtualHost: Pick<VirtualHost, 'perFilterConfig' | 'cors'>;
  readonly routeConfig: Pick<RouteConfiguration, 'perFilterConfig'>;
}

/**
 * The CORS policies of a request, most specific first (source/extensions/filters/http/cors/cors_filter.cc, initializeCorsPolicies;
 * measured): those in `typed_per_filter_config` of all levels, else those in the older field `cors` of route and virtual host. None
 * for a route that answers by itself.
 */
export function corsPolicies(filterName: string, levels: CorsLevels): readonly CorsPolicy[] {
  const { weighted, route, virtualHost, routeConfig } = levels;
  if (route.action.kind === 'redirect' || route.action.kind === 'direct_response') return [];
  const typed = [weighted, route, virtualHost, routeConfig].flatMap((level) => {
    const config = level?.perFilterConfig.get(filterName)?.config;
    return config?.kind === 'cors' ? config.cors : [];
  });
  if (typed.length > 0) return typed;
  const ofRoute = route.action.kind === 'route' ? route.action.cors : undefined;
  return [ofRoute, virtualHost.cors].filter((policy) => policy !== undefined);
}
