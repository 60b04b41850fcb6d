import { effectiveFilterConfig, type EffectiveFilterConfig } from '../../envoy/http/filter/effectiveFilterConfig.js';
import type { HttpConnectionManager } from '../../envoy/model/HttpConnectionManager.js';
import type { RouteConfiguration } from '../../envoy/model/Route.js';
import type { HttpRun } from './HttpRun.js';

/** The configurations of a connection manager's filters, in their order, worked out once for each route and weighted cluster. */
export class FilterConfigs {
  readonly #hcm: HttpConnectionManager;
  readonly #routeConfig: RouteConfiguration | undefined;
  readonly #known = new WeakMap<object, readonly EffectiveFilterConfig[]>();

  constructor(hcm: HttpConnectionManager, routeConfig: RouteConfiguration | undefined) {
    this.#hcm = hcm;
    this.#routeConfig = routeConfig;
  }

  of({
    route,
    virtualHost,
    cluster,
  }: Pick<HttpRun, 'route' | 'virtualHost' | 'cluster'>): readonly EffectiveFilterConfig[] {
    const weighted = cluster?.weighted;
    // A route belongs to one virtual host, a weighted cluster to one route.
    const key = weighted ?? route ?? this;
    let configs = this.#known.get(key);
    if (configs === undefined) {
      const levels = { weighted, route, virtualHost, routeConfig: this.#routeConfig };
      configs = this.#hcm.httpFilters.map((filter) => effectiveFilterConfig(filter, levels));
      this.#known.set(key, configs);
    }
    return configs;
  }
}
