import {
  effectiveFilterConfig,
  filterOverrides,
  type EffectiveFilterConfig,
} from '../../envoy/http/filter/effectiveFilterConfig.js';
import type { EnvoyConfig } from '../../envoy/model/EnvoyConfig.js';
import type { FilterOverride } from '../../envoy/model/filter/DecidedFilter.js';
import type { HttpConnectionManager } from '../../envoy/model/HttpConnectionManager.js';
import type { HttpFilter } from '../../envoy/model/HttpFilter.js';
import type { RouteConfiguration } from '../../envoy/model/Route.js';
import { unrunFilter } from '../config/unrunFilter.js';
import { messageAt } from '../settings/messageAt.js';
import type { HttpRun } from './HttpRun.js';

/** A filter and what counts for it on a route. */
export interface PreparedFilter {
  readonly filter: HttpFilter;
  readonly effective: EffectiveFilterConfig;
  readonly overrides: readonly FilterOverride[];
}

/** The configurations of a connection manager's filters, in their order, worked out once for each route and weighted cluster. */
export class FilterConfigs {
  readonly #config: Pick<EnvoyConfig, 'document'>;
  readonly #hcm: HttpConnectionManager;
  readonly #routeConfig: RouteConfiguration | undefined;
  readonly #known = new WeakMap<object, readonly PreparedFilter[]>();

  constructor(
    config: Pick<EnvoyConfig, 'document'>,
    hcm: HttpConnectionManager,
    routeConfig: RouteConfiguration | undefined,
  ) {
    this.#config = config;
    this.#hcm = hcm;
    this.#routeConfig = routeConfig;
  }

  of({ route, virtualHost, cluster }: Pick<HttpRun, 'route' | 'virtualHost' | 'cluster'>): readonly PreparedFilter[] {
    const weighted = cluster?.weighted;
    // A route belongs to one virtual host, a weighted cluster to one route.
    const key = weighted ?? route ?? this;
    let configs = this.#known.get(key);
    if (configs === undefined) {
      const levels = { weighted, route, virtualHost, routeConfig: this.#routeConfig };
      configs = this.#hcm.httpFilters.map((filter) => ({
        filter,
        effective: this.#runs(filter) ? effectiveFilterConfig(filter, levels) : { kind: 'disabled', at: filter.at },
        overrides: filterOverrides(filter.name, levels),
      }));
      this.#known.set(key, configs);
    }
    return configs;
  }

  /** One that is not supported is here only if it is to be passed over. */
  #runs({ config }: HttpFilter): boolean {
    return (
      config.kind !== 'decided' || unrunFilter(config.filter, messageAt(this.#config, config.filter.at)) === undefined
    );
  }
}
