import type { CorsPolicy } from '../../model/HttpFilter.js';
import type { Route, VirtualHost } from '../../model/Route.js';

/**
 * The CORS policies of a request, most specific first (source/extensions/filters/http/cors/cors_filter.cc, initializeCorsPolicies): the
 * route's and the virtual host's, each from `typed_per_filter_config` or the older field `cors`.
 */
export function corsPolicies(
  filterName: string,
  route: Pick<Route, 'perFilterConfig' | 'action'>,
  virtualHost: Pick<VirtualHost, 'perFilterConfig' | 'cors'>,
): readonly CorsPolicy[] {
  const typed = (level: Pick<Route, 'perFilterConfig'>): CorsPolicy | undefined => {
    const config = level.perFilterConfig.get(filterName)?.config;
    return config?.kind === 'cors' ? config.cors : undefined;
  };
  const ofRoute = typed(route) ?? (route.action.kind === 'route' ? route.action.cors : undefined);
  const ofVirtualHost = typed(virtualHost) ?? virtualHost.cors;
  return [ofRoute, ofVirtualHost].filter((policy) => policy !== undefined);
}
