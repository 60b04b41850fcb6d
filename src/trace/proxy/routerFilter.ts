import { failureReply } from '../../envoy/cluster/failureReply.js';
import { checkStrictHeaders } from '../../envoy/http/filter/checkStrictHeaders.js';
import type { HttpFilterConfig } from '../../envoy/model/HttpFilter.js';
import { routeReply } from '../../envoy/route/routeReply.js';
import type { WalkState } from '../walk/state/WalkState.js';
import { indeterminate } from '../walk/verdicts.js';
import type { WalkContext } from '../walk/WalkContext.js';
import { podLabel } from '../world/PodNode.js';
import { answered } from './answered.js';
import { forward } from './forward.js';
import type { HttpVisit } from './HttpVisit.js';
import { repliesInGrpc } from '../../envoy/http/repliesInGrpc.js';

type Router = Pick<
  Extract<HttpFilterConfig, { readonly kind: 'router' }>,
  'strictCheckHeaders' | 'suppressEnvoyHeaders'
>;

/** The router: no route, an answer of the route's own, or on to its cluster. */
export function routerFilter(context: WalkContext, http: HttpVisit, router: Router): WalkState {
  const { visit, route, virtualHost, input, tlsRedirect } = http;
  const { path } = context;
  if (tlsRedirect !== undefined)
    return answered(context, http, tlsRedirect, `Virtual host ${virtualHost?.name ?? ''} requires TLS`);
  if (route === undefined) {
    const reply = failureReply('route_not_found', { grpc: repliesInGrpc(input.request), tcp: false });
    return answered(
      context,
      http,
      reply,
      `${podLabel(visit.pod)} has no route for ${input.request.authority ?? ''}${input.request.path}`,
      'NO_MATCH',
    );
  }
  const strict = checkStrictHeaders(router.strictCheckHeaders, input.request);
  if (strict.unknown !== undefined) return { kind: 'end', verdict: indeterminate(strict.unknown) };
  if (strict.reply !== undefined) return answered(context, http, strict.reply, 'The router refuses a header');
  const { action } = route;
  switch (action.kind) {
    case 'route':
      return forward(context, http, action, router.suppressEnvoyHeaders);
    case 'redirect':
    case 'direct_response': {
      const { reply, unknown } = routeReply(action, route, input);
      if (unknown !== undefined) path.notSimulated(unknown);
      return answered(
        context,
        http,
        reply,
        action.kind === 'redirect' ? 'The route redirects' : 'The route answers by itself',
      );
    }
    case 'non_forwarding_action':
    case 'filter_action': {
      const reply = failureReply('cluster_not_found', { grpc: repliesInGrpc(input.request), tcp: false });
      return answered(context, http, reply, `Route ${route.name} forwards nowhere`, 'NO_UPSTREAM');
    }
    case 'unsupported': {
      const unknown = `route ${route.name}: ${action.field}`;
      path.add({ kind: 'route', outcome: 'unknown', summary: unknown, unknown });
      return { kind: 'end', verdict: indeterminate(unknown) };
    }
  }
}
