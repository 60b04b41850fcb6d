import { checkUpgrade } from '../../envoy/http/checkUpgrade.js';
import { decorateRequest } from '../../envoy/http/decorateRequest.js';
import { chooseCluster } from '../../envoy/route/chooseCluster.js';
import { matchRoute, routeLabel } from '../../envoy/route/matchRoute.js';
import { matchVirtualHost } from '../../envoy/route/matchVirtualHost.js';
import { requireTls } from '../../envoy/route/requireTls.js';
import type { Route, RouteConfiguration, VirtualHost } from '../../envoy/model/Route.js';
import type { WalkState } from '../walk/state/WalkState.js';
import { indeterminate } from '../walk/verdicts.js';
import type { WalkContext } from '../walk/WalkContext.js';
import { podLabel } from '../world/PodNode.js';
import { clusterInputs } from '../inputs/clusterInputs.js';
import { headerInput } from '../inputs/headerInput.js';
import { answered } from './answered.js';
import { decisionStep } from './decisionStep.js';
import { findRouteConfig } from './findRouteConfig.js';
import { httpFilters } from './httpFilters.js';
import type { HttpVisit } from './HttpVisit.js';
import { unmodelled } from './unmodelled.js';

/** Route configuration, virtual host, route and cluster; then the filters run, with or without a route. */
export function routeRequest(context: WalkContext, http: HttpVisit): WalkState {
  const found = findRouteConfig(context, http);
  if (found.kind === 'end') return found;
  if (found.routeConfig === undefined) return filters(context, http);
  return inRouteConfig(context, { ...http, routeConfig: found.routeConfig }, found.routeConfig);
}

function filters(context: WalkContext, http: HttpVisit): WalkState {
  return httpFilters(context, http, routeAnew);
}

/** A filter has cleared the route: what it left of the request decides. The same route keeps its cluster. */
function routeAnew(
  context: WalkContext,
  { route, cluster, visit, hcm, input, alpn, delayMs, ...rest }: HttpVisit,
): WalkState {
  const { filtersDone = 0 } = rest;
  const before = route === undefined || cluster === undefined ? {} : { before: { route, cluster } };
  return routeRequest(context, { visit, hcm, input, alpn, delayMs, filtersDone, ...before });
}

function inRouteConfig(context: WalkContext, http: HttpVisit, routeConfig: RouteConfiguration): WalkState {
  const { path } = context;
  const { proxy } = http.visit;
  unmodelled(context, http.visit, 'route_config', `route configuration ${routeConfig.name}`, routeConfig);
  if (routeConfig.vhostHeader !== undefined) path.uses(headerInput(routeConfig.vhostHeader));
  const decision = matchVirtualHost(routeConfig, http.input);
  const virtualHost = decision.value;
  path.decided({ kind: 'virtual_host', config: routeConfig, context: http.input, decision });
  path.add(
    decisionStep(
      proxy,
      'virtual_host',
      decision,
      virtualHost === undefined
        ? `no virtual host of ${routeConfig.name} has the host`
        : `virtual host ${virtualHost.name}`,
      { subject: virtualHost?.name ?? '' },
    ),
  );
  if (decision.truth === 'unknown')
    return { kind: 'end', verdict: indeterminate(decision.unknown ?? 'the virtual host') };
  if (virtualHost === undefined) return filters(context, http);
  unmodelled(context, http.visit, 'virtual_host', `virtual host ${virtualHost.name}`, virtualHost);
  const tls = requireTls(virtualHost, http.input);
  if (tls.kind === 'unknown') return { kind: 'end', verdict: indeterminate(tls.unknown) };
  const inHost = { ...http, virtualHost };
  if (tls.kind === 'redirect') {
    const redirect = { action: { kind: 'non_forwarding_action', at: virtualHost.at } } as const;
    const refused = upgradeRefused(context, http, redirect);
    return refused ?? filters(context, { ...inHost, tlsRedirect: tls.reply });
  }
  return tls.kind === 'no_route' ? filters(context, inHost) : inVirtualHost(context, inHost, routeConfig, virtualHost);
}

function inVirtualHost(
  context: WalkContext,
  http: HttpVisit,
  routeConfig: RouteConfiguration,
  virtualHost: VirtualHost,
): WalkState {
  const { path, choose } = context;
  const { proxy } = http.visit;
  const decision = matchRoute(virtualHost, http.input, routeConfig, choose);
  const route = decision.value;
  path.decided({ kind: 'route', config: routeConfig, virtualHost, context: http.input, decision });
  const label =
    route === undefined
      ? `no route of ${virtualHost.name} matches`
      : routeLabel(route, virtualHost.routes.indexOf(route));
  path.add(decisionStep(proxy, 'route', decision, label, { subject: route?.name ?? '' }));
  if (decision.truth === 'unknown')
    return { kind: 'end', verdict: indeterminate(decision.unknown ?? `the route in ${virtualHost.name}`) };
  if (route === undefined) return filters(context, http);
  unmodelled(context, http.visit, 'route', label, route);
  if (route.action.kind === 'route') unmodelled(context, http.visit, 'route', label, route.action);
  const refused = upgradeRefused(context, http, route);
  if (refused !== undefined) return refused;
  const decorated = http.hcm.tracing
    ? decorateRequest(
        http.input.request,
        route,
        http.visit.listener.trafficDirection === 'OUTBOUND' ? 'EGRESS' : 'INGRESS',
      )
    : undefined;
  const input = {
    ...http.input,
    ignorePathParameters: routeConfig.ignorePathParametersInPathMatching,
    ...(decorated === undefined ? {} : { request: decorated.request }),
  };
  const routed: HttpVisit = { ...http, route, input };
  if (route.action.kind !== 'route') return filters(context, routed);
  if (http.before?.route === route) return filters(context, { ...routed, cluster: http.before.cluster });
  path.uses(...clusterInputs(route.action.cluster));
  // Matching chooses it, before tracing takes the decorator's header away (conn_manager_impl.cc, decodeHeaders).
  const chosen = chooseCluster(route.action, http.input, choose);
  if (chosen.value === undefined) {
    path.add(decisionStep(proxy, 'cluster', chosen, 'cluster not known'));
    return { kind: 'end', verdict: indeterminate(chosen.unknown ?? 'the cluster of a route') };
  }
  if (chosen.value.weighted !== undefined)
    path.add(decisionStep(proxy, 'route', chosen, `by weight: ${chosen.value.name}`, { subject: route.name }));
  return filters(context, { ...routed, cluster: chosen.value });
}

function upgradeRefused(context: WalkContext, http: HttpVisit, route: Pick<Route, 'action'>): WalkState | undefined {
  const refused = checkUpgrade(http.input.request, http.hcm, route);
  if (refused === undefined) return undefined;
  return answered(context, http, refused, `${podLabel(http.visit.pod)} allows no such upgrade`);
}
