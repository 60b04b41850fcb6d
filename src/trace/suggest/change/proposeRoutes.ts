import type { Route } from '../../../envoy/model/Route.js';
import { evaluateRoute } from '../../../envoy/route/evaluateRoute.js';
import { routeCandidates } from '../../../envoy/route/routeCandidates.js';
import type { Decided } from '../../walk/Decided.js';
import type { Attempt } from './Attempt.js';
import { asksForMore } from './asksForMore.js';
import { meetHeader } from './meetHeader.js';
import { meetRoute } from './meetRoute.js';
import { chosen, type Proposal } from './Proposal.js';

type RouteDecided = Extract<Decided, { readonly kind: 'route' }>;

/** Routes that lost by a condition, with what would meet it, and such as fit as well and ask for more than the one that came first. */
export function proposeRoutes(decided: RouteDecided): readonly Proposal[] {
  const { virtualHost, config, context, decision } = decided;
  const { routes } = routeCandidates(virtualHost, context);
  const attempt: Attempt = { context, changes: [] };
  return decision.skipped.flatMap(({ what, at, failed }): readonly Proposal[] => {
    const route = routes.find((one) => one.at === at);
    if (route === undefined) return [];
    const base = { candidate: what, at, failed, won: chosen(decided, at) };
    if (failed.name !== 'order') return [{ ...base, changes: meetRoute(attempt, route, config)?.changes ?? [] }];
    const winner = decision.value;
    if (winner === undefined || !asksForMore(route.match, winner.match)) return [];
    const changes = around(attempt, winner, route, decided)?.changes ?? [];
    return [{ ...base, changes, rest: { shadowedBy: failed.got.replace(/ wins before it$/, '') } }];
  });
}

/** Another value of a header that keeps the first route from matching, and the later one not. */
function around(attempt: Attempt, winner: Route, later: Route, { config }: RouteDecided): Attempt | undefined {
  return winner.match.headers
    .map((matcher) => meetHeader(attempt, matcher, 'no'))
    .find(
      (made) =>
        made !== undefined &&
        evaluateRoute(winner, made.context, config).truth === 'no' &&
        evaluateRoute(later, made.context, config).truth === 'yes',
    );
}
