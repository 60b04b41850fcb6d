import { localReply } from '../http/localReply.js';
import type { LocalReply } from '../model/LocalReply.js';
import type { RequestContext } from '../model/RequestContext.js';
import type { Route } from '../model/Route.js';
import type { DirectResponseAction, RedirectAction } from '../model/RouteAction.js';
import { redirectLocation } from './redirectLocation.js';

/** What a redirect without any field makes of a URL. */
const ITSELF = {
  httpsRedirect: false,
  schemeRedirect: '',
  hostRedirect: '',
  path: { kind: 'none' },
  stripQuery: false,
} as const;

/**
 * The answer of a route with `redirect` or `direct_response` (source/common/router/router.cc, Filter::decodeHeaders): details
 * `direct_response`, no flag, no cluster. A direct response with status 201 or 3xx has a Location, the request's own URL. `unknown` names what of the answer is not known.
 */
export function routeReply(
  action: RedirectAction | DirectResponseAction,
  route: Pick<Route, 'match'>,
  context: RequestContext,
): { readonly reply: LocalReply; readonly unknown?: string } {
  const details = 'direct_response';
  const { status } = action;
  const body = action.kind === 'direct_response' ? (action.body ?? '') : '';
  const target = action.kind === 'redirect' ? action : ITSELF;
  const isMoved = status === 201 || (status >= 300 && status < 400);
  // A CONNECT has no path, and gets no Location.
  if (!isMoved || context.request.path === '') return { reply: localReply({ status, body, details }, context.request) };
  const location = redirectLocation(target, route.match.path, context);
  if (typeof location !== 'string')
    return { reply: localReply({ status, body, details }, context.request), unknown: location.unknown };
  const headers = [{ name: 'location', value: location }];
  return { reply: localReply({ status, body, details, headers }, context.request) };
}
