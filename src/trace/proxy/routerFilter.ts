import { failureReply } from '../../envoy/cluster/failureReply.js';
import { checkStrictHeaders } from '../../envoy/http/filter/checkStrictHeaders.js';
import { routeReply } from '../../envoy/route/routeReply.js';
import type { WalkState } from '../walk/state/WalkState.js';
import { indeterminate } from '../walk/verdicts.js';
import type { WalkContext } from '../walk/WalkContext.js';
import { podLabel } from '../world/PodNode.js';
import { answered } from './answered.js';
import { forward } from './forward.js';
import type { HttpVisit } from './HttpVisit.js';
import { isGrpcRequest } from '../../envoy/http/isGrpcRequest.js';

/** The router: no route, an answer of the route's own, or on to its cluster. */
export function routerFilter(context: WalkContext, http: HttpVisit, strictHeaders: readonly string[]): WalkState {
  const { visit, route, input } = http;
  const { path } = context;
  if (route === undefined) {
    const reply = failureReply('route_not_found', { grpc: isGrpcRequest(input.request), tcp: false });
    return answered(
      context,
      http.hcm,
      reply,
      `${podLabel(visit.pod)} has no route for ${input.request.authority ?? ''}${input.request.path}`,
      'NO_MATCH',
    );
  }
  const strict = checkStrictHeaders(strictHeaders, input.request);
  if (strict.unknown !== undefined) return { kind: 'end', verdict: indeterminate(strict.unknown) };
  if (strict.reply !== undefined) return answered(context, http.hcm, strict.reply, 'The router refuses a header');
  const { action } = route;
  switch (action.kind) {
    case 'route':
      return forward(context, http, action);
    case 'redirect':
    case 'direct_response': {
      const { reply, unknown } = routeReply(action, route, input);
      if (unknown !== undefined) path.notSimulated(unknown);
      return answered(
        context,
        http.hcm,
        reply,
        action.kind === 'redirect' ? 'The route redirects' : 'The route answers by itself',
      );
    }
    case 'non_forwarding_action':
    case 'filter_action': {
      const reply = failureReply('cluster_not_found', { grpc: isGrpcRequest(input.request), tcp: false });
      return answered(context, http.hcm, reply, `Route ${route.name} forwards nowhere`, 'NO_UPSTREAM');
    }
    case 'unsupported': {
      const unknown = `route ${route.name}: ${action.field}`;
      path.add({ kind: 'route', outcome: 'unknown', summary: unknown, unknown });
      return { kind: 'end', verdict: indeterminate(unknown) };
    }
  }
}
