import { localReply } from '../http/localReply.js';
import type { LocalReply } from '../model/LocalReply.js';
import type { RequestContext } from '../model/RequestContext.js';
import type { Route } from '../model/Route.js';
import type { DirectResponseAction, RedirectAction } from '../model/RouteAction.js';
import { redirectLocation } from './redirectLocation.js';

/**
 * The answer of a route with `redirect` or `direct_response` (source/common/router/router.cc, Filter::decodeHeaders): details
 * `direct_response`, no flag, no cluster. `unknown` names what of the answer is not known.
 */
export function routeReply(
  action: RedirectAction | DirectResponseAction,
  route: Pick<Route, 'match'>,
  context: RequestContext,
): { readonly reply: LocalReply; readonly unknown?: string } {
  const details = 'direct_response';
  if (action.kind === 'direct_response') {
    return { reply: localReply({ status: action.status, body: action.body ?? '', details }, context.request) };
  }
  const location = redirectLocation(action, route.match.path, context);
  if (typeof location !== 'string') {
    return { reply: localReply({ status: action.status, details }, context.request), unknown: location.unknown };
  }
  return {
    reply: localReply(
      { status: action.status, details, headers: [{ name: 'location', value: location }] },
      context.request,
    ),
  };
}
