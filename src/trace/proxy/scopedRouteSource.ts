import type { RouteSource } from '../../envoy/model/HttpConnectionManager.js';
import type { HttpRequest } from '../../envoy/model/HttpRequest.js';
import { chooseScope } from '../../envoy/route/chooseScope.js';
import { headerInput } from '../inputs/headerInput.js';
import type { EndState } from '../walk/state/WalkState.js';
import { indeterminate } from '../walk/verdicts.js';
import type { WalkContext } from '../walk/WalkContext.js';
import type { ProxyNode } from '../world/PodNode.js';
import { decisionStep } from './decisionStep.js';

/** Where the routes of a scope are. */
export type UnscopedSource = Exclude<RouteSource, { readonly kind: 'scoped_routes' }>;

/**
 * `scoped_routes`: the scope of a request, by its headers; undefined: it has none, and so no routes (404, flag NR). A scope whose routes are
 * fetched on demand and are not in the dump is not known.
 */
export function scopedRouteSource(
  { path }: WalkContext,
  proxy: ProxyNode,
  routes: Extract<RouteSource, { readonly kind: 'scoped_routes' }>,
  request: HttpRequest,
): UnscopedSource | EndState | undefined {
  path.uses(...routes.fragments.map(({ header }) => headerInput(header)));
  const scopes = routes.scopes ?? proxy.config.scopedRoutes(routes.name);
  const stop = (unknown: string): EndState => {
    path.add({ kind: 'route_config', outcome: 'unknown', summary: unknown, unknown });
    return { kind: 'end', verdict: indeterminate(unknown) };
  };
  if (routes.unsupported.length > 0) return stop(`scoped_routes ${routes.name}: ${routes.unsupported.join(', ')}`);
  if (scopes === undefined) return stop(`the scopes of ${routes.name}: the dump has no scoped routes`);
  const chosen = chooseScope(routes.fragments, scopes, request);
  if (chosen.truth === 'unknown') return stop(`the scope in ${routes.name}: ${chosen.unknown ?? 'not known'}`);
  const { value: scope } = chosen;
  const summary = scope === undefined ? `no scope of ${routes.name} has the key` : `scope ${scope.name}`;
  path.add(decisionStep(proxy, 'route_config', chosen, summary));
  if (scope === undefined) return undefined;
  if (scope.unsupported.length > 0) return stop(`scope ${scope.name}: ${scope.unsupported.join(', ')}`);
  if (scope.routeConfiguration !== undefined) return { kind: 'route_config', routeConfig: scope.routeConfiguration };
  const name = scope.routeConfigurationName;
  if (scope.onDemand && proxy.config.routeConfiguration(name).kind !== 'found')
    return stop(`route configuration ${name} of scope ${scope.name} is fetched on demand`);
  return { kind: 'rds', at: scope.at, routeConfigName: name };
}
