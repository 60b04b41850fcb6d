import type { HttpConnectionManager, UpgradeConfig } from '../model/HttpConnectionManager.js';
import type { HttpRequest } from '../model/HttpRequest.js';
import type { LocalReply } from '../model/LocalReply.js';
import type { Route } from '../model/Route.js';
import { localReply } from './localReply.js';
import { upgradeType } from './upgradeType.js';

/**
 * 403 `upgrade_failed` for an upgrade that neither the route's nor the connection manager's `upgrade_configs` allow; a route's entry
 * goes before the connection manager's of the same type (source/common/http/filter_manager.cc, createFilterChain). Without a route
 * the request goes on, to its 404. `undefined`: nothing to refuse.
 */
export function checkUpgrade(
  request: HttpRequest,
  hcm: Pick<HttpConnectionManager, 'upgradeConfigs'>,
  route: Pick<Route, 'action'> | undefined,
): LocalReply | undefined {
  const type = upgradeType(request);
  if (type === undefined || !route) return undefined;
  const ofRoute = route.action.kind === 'route' ? find(route.action.upgradeConfigs, type) : undefined;
  const config = ofRoute ?? find(hcm.upgradeConfigs, type);
  return config?.enabled ? undefined : localReply({ status: 403, details: 'upgrade_failed' }, request);
}

function find(configs: readonly UpgradeConfig[], type: string): UpgradeConfig | undefined {
  return configs.find(({ upgradeType: configured }) => configured.toLowerCase() === type);
}
