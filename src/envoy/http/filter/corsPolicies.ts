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
 * measured): from `typed_per_filter_config` of all levels, or from the older field `cors` of route and virtual host.
 */
export function corsPolicies(filterName: string, levels: CorsLevels): readonly CorsPolicy[] {
  const { weighted, route, virtualHost, routeConfig } = levels;
  const typed = (level: Pick<Route, 'perFilterConfig'> | undefined): CorsPolicy | undefined => {
    const config = level?.perFilterConfig.get(filterName)?.config;
    return config?.kind === 'cors' ? config.cors : undefined;
  };
  const ofRoute = typed(route) ?? (route.action.kind === 'route' ? route.action.cors : undefined);
  const ofVirtualHost = typed(virtualHost) ?? virtualHost.cors;
  return [typed(weighted), ofRoute, ofVirtualHost, typed(routeConfig)].filter((policy) => policy !== undefined);
}
