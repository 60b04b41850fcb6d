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
  if (tlsRedirect !== undefined) return sendReply(run, tlsRedirect);
  const grpc = isGrpcRequest(context.request);
  if (route === undefined) {
    stats.noRoute.add(1);
    return sendReply(run, failureReply('route_not_found', { grpc, tcp: false }));
  }
  const strict = checkStrictHeaders(router.strictCheckHeaders, context.request);
  if (strict.unknown !== undefined) return sendReply(run, undecidedReply(run, strict.unknown));
  if (strict.reply !== undefined) return sendReply(run, strict.reply);
  const { action } = route;
  switch (action.kind) {
    case 'route':
      stats.rqTotalRouted.add(1);
      return new Forwarding(run, action).start();
    case 'redirect':
    case 'direct_response': {
      (action.kind === 'redirect' ? stats.rqRedirect : stats.rqDirectResponse).add(1);
      const { reply, unknown } = routeReply(action, route, context);
      return sendReply(run, unknown === undefined ? reply : undecidedReply(run, unknown));
    }
    case 'non_forwarding_action':
    case 'filter_action':
      return sendReply(run, failureReply('cluster_not_found', { grpc, tcp: false }));
    case 'unsupported':
      return sendReply(run, undecidedReply(run, action.field));
  }
}
