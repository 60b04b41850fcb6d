import type { Criterion } from '../../logic/Criterion.js';
import { evaluateMatcherTree } from '../matcher/evaluateMatcherTree.js';
import { requestInput } from '../matcher/requestInput.js';
import type { RequestContext } from '../model/RequestContext.js';
import type { Route, VirtualHost } from '../model/Route.js';

/** The routes to try in order, and how they were found. */
export interface RouteCandidates {
  readonly routes: readonly Route[];
  readonly because: readonly Criterion[];
  readonly unknown?: string;
}

/**
 * `VirtualHost.routes`, or what `VirtualHost.matcher` leads to: a Route or a RouteList (source/common/router/config_impl.cc,
 * getRouteFromEntries). Their own `match` must hold as well, and nothing else in the tree is tried when it does not (measured).
 */
export function routeCandidates(
  { routes, matcher }: Pick<VirtualHost, 'routes' | 'matcher'>,
  context: RequestContext,
): RouteCandidates {
  if (!matcher) return { routes, because: [] };
  const { truth, value, because, unknown } = evaluateMatcherTree(matcher, (input) => requestInput(input, context));
  if (truth === 'no') return { routes: [], because };
  if (truth === 'yes' && value?.value.kind === 'routes') return { routes: value.value.routes, because };
  return { routes: [], because, unknown: `virtual host matcher: ${unknown ?? `action ${value?.typeUrl ?? ''}`}` };
}
