import { failureReply } from '../../envoy/cluster/failureReply.js';
import { checkStrictHeaders } from '../../envoy/http/filter/checkStrictHeaders.js';
import { isGrpcRequest } from '../../envoy/http/isGrpcRequest.js';
import type { HttpFilterConfig } from '../../envoy/model/HttpFilter.js';
import { routeReply } from '../../envoy/route/routeReply.js';
import type { HttpRun } from '../http/HttpRun.js';
import { sendReply } from '../http/sendReply.js';
import { undecidedReply } from '../http/undecidedReply.js';
import { Forwarding } from './Forwarding.js';

type Router = Extract<HttpFilterConfig, { readonly kind: 'router' }>;

/** The router: no route, an answer of the route's own, or on to its cluster. */
export function runRouter(run: HttpRun, router: Router): void {
  const { route, context, plan, tlsRedirect } = run;
  const { stats } = plan;
  if (tlsRedirect !== undefined) {
    sendReply(run, tlsRedirect);
    return;
  }
  const grpc = isGrpcRequest(context.request);
  stats.rqTotalRouted.add(1);
  if (route === undefined) {
    stats.noRoute.add(1);
    sendReply(run, failureReply('route_not_found', { grpc, tcp: false }));
    return;
  }
  const strict = checkStrictHeaders(router.strictCheckHeaders, context.request);
  if (strict.unknown !== undefined) {
    sendReply(run, undecidedReply(run, strict.unknown));
    return;
  }
  if (strict.reply !== undefined) {
    sendReply(run, strict.reply);
    return;
  }
  const { action } = route;
  switch (action.kind) {
    case 'route': {
      new Forwarding(run, action).start();
      return;
    }
    case 'redirect':
    case 'direct_response': {
      stats.rqDirectResponse.add(1);
      const { reply, unknown } = routeReply(action, route, context);
      sendReply(run, unknown === undefined ? reply : undecidedReply(run, unknown));
      return;
    }
    case 'non_forwarding_action':
    case 'filter_action': {
      sendReply(run, failureReply('cluster_not_found', { grpc, tcp: false }));
      return;
    }
    case 'unsupported': {
      sendReply(run, undecidedReply(run, action.field));
      return;
    }
  }
}
