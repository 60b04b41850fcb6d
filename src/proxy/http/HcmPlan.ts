import type { HttpConnectionManager } from '../../envoy/model/HttpConnectionManager.js';
import type { RouteConfiguration } from '../../envoy/model/Route.js';
import type { AccessLogger } from '../runtime/AccessLogs.js';
import type { ProxyCore } from '../ProxyCore.js';
import { readHcmSettings, type HcmSettings } from '../settings/readHcmSettings.js';
import { FilterConfigs } from './FilterConfigs.js';
import { hcmStats, type HcmStats } from './HcmStats.js';
import { HttpDate } from './HttpDate.js';
import { LocalReplies } from './LocalReplies.js';
import { RouteMemo } from './RouteMemo.js';

/** A connection manager, prepared once for all of its requests. */
export class HcmPlan {
  readonly core: ProxyCore;
  readonly hcm: HttpConnectionManager;
  readonly settings: HcmSettings;
  readonly stats: HcmStats;
  readonly logger: AccessLogger;
  /** undefined: none was delivered, every request gets 404. */
  readonly routeConfig: RouteConfiguration | undefined;
  readonly routes: RouteMemo | undefined;
  readonly filterConfigs: FilterConfigs;
  readonly suppressEnvoyHeaders: boolean;
  readonly date = new HttpDate();
  /** undefined without `local_reply_config`. */
  readonly localReplies: LocalReplies | undefined;

  constructor(core: ProxyCore, hcm: HttpConnectionManager) {
    this.core = core;
    this.hcm = hcm;
    this.settings = readHcmSettings(core.config, hcm);
    this.stats = hcmStats(core.stats, hcm.statPrefix);
    this.localReplies = hcm.localReplyConfig === undefined ? undefined : new LocalReplies(hcm);
    this.logger = core.accessLogs.loggerAt(hcm.at);
    this.routeConfig = routeConfigOf(core, hcm);
    this.routes = this.routeConfig === undefined ? undefined : new RouteMemo(this.routeConfig);
    this.filterConfigs = new FilterConfigs(core.config, hcm, this.routeConfig);
    const router = hcm.httpFilters.find(({ config }) => config.kind === 'router');
    this.suppressEnvoyHeaders = router?.config.kind === 'router' && router.config.suppressEnvoyHeaders;
  }
}

function routeConfigOf({ config }: ProxyCore, { routes }: HttpConnectionManager): RouteConfiguration | undefined {
  if (routes.kind === 'route_config') return routes.routeConfig;
  if (routes.kind !== 'rds') return undefined;
  const found = config.routeConfiguration(routes.routeConfigName);
  return found.kind === 'found' ? found.value : undefined;
}
