import type { Route, VirtualHost } from '../../envoy/model/Route.js';

/**
 * The headers, in lower case, that beside the path decide among the routes of a virtual host; `undefined` where something else may
 * decide too: chance, metadata, filter state, the client's certificate, a matcher tree.
 */
export function routeInputs({ routes, matcher }: VirtualHost): readonly string[] | undefined {
  if (matcher !== undefined || !routes.every(decidesByRequest)) return undefined;
  const names = routes.flatMap(({ match }) => [
    ...match.headers.map(({ name }) => name.toLowerCase()),
    ...(match.grpc ? ['content-type'] : []),
    ...(match.cookies.length > 0 ? ['cookie'] : []),
  ]);
  return [...new Set(names)];
}

function decidesByRequest({ match }: Route): boolean {
  return (
    match.runtimeFraction === undefined &&
    match.tlsContext === undefined &&
    match.dynamicMetadata.length === 0 &&
    match.filterState.length === 0 &&
    match.unsupported.length === 0
  );
}
