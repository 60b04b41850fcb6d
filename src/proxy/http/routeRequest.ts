import { checkUpgrade } from '../../envoy/http/checkUpgrade.js';
import { decorateRequest } from '../../envoy/http/decorateRequest.js';
import { firstHeader } from '../../envoy/http/headers.js';
import type { RouteConfiguration, VirtualHost } from '../../envoy/model/Route.js';
import { chooseCluster, type ChosenCluster } from '../../envoy/route/chooseCluster.js';
import { requireTls } from '../../envoy/route/requireTls.js';
import type { HttpRun } from './HttpRun.js';
import { runHttpFilters } from './runHttpFilters.js';
import { sendReply } from './sendReply.js';
import { undecidedReply } from './undecidedReply.js';

/** Virtual host, route and cluster; then the filters run, with or without a route. */
export function routeRequest(run: HttpRun): void {
  const { routeConfig, routes, hcm } = run.plan;
  if (routeConfig === undefined || routes === undefined) {
    if (hcm.routes.kind === 'scoped_routes') sendReply(run, undecidedReply(run, 'scoped_routes'));
    else runHttpFilters(run);
    return;
  }
  const host = routes.virtualHost(run.context);
  if (host.unknown !== undefined) sendReply(run, undecidedReply(run, host.unknown));
  else if (host.value === undefined) runHttpFilters(run);
  else inVirtualHost(run, routeConfig, host.value);
}

/** A filter has cleared the route: what it left of the request decides. */
export function routeAnew(run: HttpRun): void {
  const { route, cluster, record } = run;
  run.before = route === undefined || cluster === undefined ? undefined : { route, cluster };
  run.virtualHost = undefined;
  run.route = undefined;
  run.cluster = undefined;
  run.tlsRedirect = undefined;
  record.virtualHostName = '';
  record.routeName = '';
  record.upstreamCluster = '';
  routeRequest(run);
}

function inVirtualHost(run: HttpRun, routeConfig: RouteConfiguration, virtualHost: VirtualHost): void {
  const { plan, record } = run;
  run.virtualHost = virtualHost;
  record.virtualHostName = virtualHost.name;
  const tls = requireTls(virtualHost, run.context);
  if (tls.kind === 'unknown') {
    sendReply(run, undecidedReply(run, tls.unknown));
    return;
  }
  if (tls.kind === 'redirect') {
    const action = { kind: 'non_forwarding_action', at: virtualHost.at } as const;
    const refused = checkUpgrade(run.context.request, plan.hcm, { action });
    if (refused !== undefined) {
      sendReply(run, refused);
      return;
    }
    run.tlsRedirect = tls.reply;
    runHttpFilters(run);
    return;
  }
  if (tls.kind === 'no_route') {
    runHttpFilters(run);
    return;
  }
  const found = plan.routes?.route(virtualHost, run.context, plan.core.choose);
  if (found?.unknown !== undefined) {
    sendReply(run, undecidedReply(run, found.unknown));
    return;
  }
  const route = found?.value;
  if (route === undefined) {
    runHttpFilters(run);
    return;
  }
  record.routeName = route.name;
  run.route = route;
  if (route.action.kind === 'route') {
    const { before } = run;
    const chosen: { readonly value?: ChosenCluster; readonly unknown?: string } =
      before?.route === route ? { value: before.cluster } : chooseCluster(route.action, run.context, plan.core.choose);
    if (chosen.value === undefined) {
      sendReply(run, undecidedReply(run, chosen.unknown ?? 'cluster'));
      return;
    }
    setCluster(run, chosen.value);
  }
  const refused = checkUpgrade(run.context.request, plan.hcm, route);
  if (refused !== undefined) {
    sendReply(run, refused);
    return;
  }
  if (plan.hcm.tracing) {
    const direction = run.client.listener.trafficDirection === 'OUTBOUND' ? 'EGRESS' : 'INGRESS';
    run.context = { ...run.context, request: decorateRequest(run.context.request, route, direction).request };
  }
  if (routeConfig.ignorePathParametersInPathMatching) run.context = { ...run.context, ignorePathParameters: true };
  runHttpFilters(run);
}

/**
 * An answer ahead of routing has the route that the request would have taken as it is (source/common/http/filter_manager.cc,
 * sendLocalReplyViaFilterChain; measured): in the log, and for its headers.
 */
export function routeOfRefused(run: HttpRun): void {
  const { routes, core } = run.plan;
  const virtualHost = routes?.virtualHost(run.context).value;
  if (routes === undefined || virtualHost === undefined) return;
  run.virtualHost = virtualHost;
  run.record.virtualHostName = virtualHost.name;
  // It has not got one yet, unless the client sent it.
  const hasProto = firstHeader(run.context.request, 'x-forwarded-proto') !== undefined;
  if (!hasProto || requireTls(virtualHost, run.context).kind !== 'pass') return;
  const route = routes.route(virtualHost, run.context, core.choose).value;
  if (route === undefined) return;
  run.record.routeName = route.name;
  run.route = route;
  const chosen =
    route.action.kind === 'route' ? chooseCluster(route.action, run.context, core.choose).value : undefined;
  if (chosen !== undefined) setCluster(run, chosen);
}

/** The log names no cluster that is not there. */
function setCluster(run: HttpRun, cluster: ChosenCluster): void {
  run.cluster = cluster;
  if (run.plan.core.cluster(cluster.name) !== undefined) run.record.upstreamCluster = cluster.name;
}
