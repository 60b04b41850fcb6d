import type { Criterion } from '../../logic/Criterion.js';
import { nearestFirst, type Decision, type NearMiss } from '../../logic/Decision.js';
import type { Choose } from '../../logic/Fork.js';
import type { RequestContext } from '../model/RequestContext.js';
import type { Route, RouteConfiguration, VirtualHost } from '../model/Route.js';
import { evaluateRoute } from './evaluateRoute.js';
import { routeCandidates } from './routeCandidates.js';
import { rollFraction } from './match/rollFraction.js';

/** More would not help a reader. */
const MAX_MISSES = 10;

/**
 * The first route that matches (source/common/router/config_impl.cc, VirtualHostImpl::getRouteFromEntries). Routes ahead of it that do
 * not are near misses by their first failing criterion, later ones that would match by a criterion `order`. A route that cannot be
 * decided makes the decision `unknown`, unless an earlier one matches.
 */
export function matchRoute(
  virtualHost: Pick<VirtualHost, 'at' | 'routes' | 'matcher'>,
  context: RequestContext,
  config: RouteConfiguration,
  choose: Choose,
): Decision<Route> {
  const { routes, because: found, unknown: undecidedMatcher } = routeCandidates(virtualHost, context);
  if (undecidedMatcher !== undefined) {
    return { truth: 'unknown', because: found, skipped: [], at: virtualHost.at, unknown: undecidedMatcher };
  }
  const misses: NearMiss[] = [];
  for (const [i, route] of routes.entries()) {
    const what = routeLabel(route, i);
    const { truth, criteria, held, failed, undecided, probability } = evaluateRoute(route, context, config);
    if (failed) {
      misses.push({ what, at: route.at, failed, held });
      continue;
    }
    if (undecided || truth !== 'yes') {
      const unknown = `${what}: ${undecided?.name ?? 'match'}: ${undecided?.note ?? 'not decided'}`;
      return {
        truth: 'unknown',
        because: [...found, ...criteria],
        skipped: nearest(misses),
        consulted: consulted(misses),
        at: route.at,
        unknown,
      };
    }
    const hit = rollFraction(probability, choose, { name: 'runtime_fraction', about: what });
    const chance = probability < 1 ? [chanceCriterion(probability, hit)] : [];
    if (!hit) {
      misses.push(...chance.map((missed) => ({ what, at: route.at, failed: missed, held })));
      continue;
    }
    const shadowed = shadowedRoutes(routes, i, what, context, config);
    return {
      truth: 'yes',
      value: route,
      at: route.at,
      because: [...found, ...criteria, ...chance],
      skipped: nearest([...shadowed, ...misses]),
      consulted: consulted(misses),
    };
  }
  const none: Criterion = {
    name: 'routes',
    expected: 'a route that matches',
    got: `none of ${routes.length}`,
    truth: 'no',
  };
  return {
    truth: 'no',
    because: [...found, none],
    skipped: nearest(misses),
    consulted: consulted(misses),
    at: virtualHost.at,
  };
}

/** `route #2 split`: the number counts from 1. */
export function routeLabel(route: Route, index: number): string {
  return route.name === '' ? `route #${index + 1}` : `route #${index + 1} ${route.name}`;
}

function nearest(misses: readonly NearMiss[]): readonly NearMiss[] {
  return nearestFirst(misses).slice(0, MAX_MISSES);
}

function consulted(misses: readonly NearMiss[]): readonly string[] {
  return [...new Set(misses.map(({ failed }) => failed.name))];
}

function chanceCriterion(probability: number, hit: boolean): Criterion {
  const expected = `${Number((probability * 100).toFixed(4))} % of requests`;
  return { name: 'runtime_fraction', expected, got: hit ? 'one of them' : 'another', truth: hit ? 'yes' : 'no' };
}

/** Later routes that match as well, and never get the chance. */
function shadowedRoutes(
  routes: readonly Route[],
  winner: number,
  winnerLabel: string,
  context: RequestContext,
  config: RouteConfiguration,
): readonly NearMiss[] {
  const misses: NearMiss[] = [];
  for (const [i, route] of routes.entries()) {
    if (i <= winner || misses.length >= MAX_MISSES) continue;
    const { truth, held } = evaluateRoute(route, context, config);
    if (truth !== 'yes') continue;
    const failed: Criterion = {
      name: 'order',
      expected: 'the first route that matches',
      got: `${winnerLabel} wins before it`,
      truth: 'no',
      note: 'would match',
    };
    misses.push({ what: routeLabel(route, i), at: route.at, failed, held });
  }
  return misses;
}
