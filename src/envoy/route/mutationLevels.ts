import type { HeaderMutations } from '../model/HeaderMutation.js';
import type { Route, RouteConfiguration, VirtualHost } from '../model/Route.js';
import type { WeightedCluster } from '../model/RouteAction.js';

/** Where a request came through: all levels that may change its headers or configure its filters. */
export interface RouteLevels {
  readonly routeConfig: RouteConfiguration;
  readonly virtualHost: VirtualHost;
  readonly route: Route;
  readonly weighted?: WeightedCluster;
}

/**
 * The levels' header mutations in the order in which they are applied (source/common/router/config_impl.cc,
 * getRequestHeaderParsers): the weighted entry, then route, virtual host, configuration, so that the least specific overwrites;
 * `most_specific_header_mutations_wins` turns the last three round (measured: the entry stays first).
 */
export function mutationLevels({ routeConfig, virtualHost, route, weighted }: RouteLevels): readonly HeaderMutations[] {
  const levels = [route.headers, virtualHost.headers, routeConfig.headers];
  const ordered = routeConfig.mostSpecificHeaderMutationsWins ? levels.toReversed() : levels;
  return weighted ? [weighted.headers, ...ordered] : ordered;
}
