import type { RouteMatch } from '../../../envoy/model/Route.js';

/** Whether one match is the more specific of two that a request satisfies: a longer or exact path, or more conditions, and nothing less. */
export function asksForMore(one: RouteMatch, other: RouteMatch): boolean {
  const path = pathRank(one) - pathRank(other);
  const conditions = conditionsOf(one) - conditionsOf(other);
  return path >= 0 && conditions >= 0 && path + conditions > 0;
}

/** Paths that one request satisfies: the exact one asks for most, then the longer. */
function pathRank({ path }: RouteMatch): number {
  switch (path.kind) {
    case 'path':
      return Number.MAX_SAFE_INTEGER;
    case 'prefix':
    case 'path_separated_prefix':
      return path.value.length;
    case 'safe_regex':
    case 'ecmascript':
    case 'uri_template':
    case 'connect_matcher':
    case 'unsupported':
      return 1;
  }
}

function conditionsOf({ headers, queryParameters, cookies, grpc, tlsContext }: RouteMatch): number {
  return headers.length + queryParameters.length + cookies.length + (grpc ? 1 : 0) + (tlsContext === undefined ? 0 : 1);
}
