import type { Criterion } from '../../logic/Criterion.js';
import type { Truth } from '../../logic/Truth.js';
import type { RequestContext } from '../model/RequestContext.js';
import type { Route, RouteConfiguration } from '../model/Route.js';
import { fractionOf } from './match/fractionOf.js';
import { routeCriteria } from './routeCriteria.js';

/** Whether a route matches, short of chance. */
export interface RouteEvaluation {
  /** `yes` when all criteria hold; what chance does to it is `probability`. */
  readonly truth: Truth;
  /** Up to and with the first that failed; all of them when none did. */
  readonly criteria: readonly Criterion[];
  /** How many hold before the first that failed. */
  readonly held: number;
  readonly failed?: Criterion;
  /** The first that is not decided, when the truth is `unknown`. */
  readonly undecided?: Criterion;
  /** Of `runtime_fraction`; 1 without one. */
  readonly probability: number;
}

/** Evaluates a route's `match` for a request. */
export function evaluateRoute(route: Route, context: RequestContext, config: RouteConfiguration): RouteEvaluation {
  const { runtimeFraction } = route.match;
  const probability = runtimeFraction ? fractionOf(runtimeFraction, context.runtime) : 1;
  const criteria: Criterion[] = [];
  for (const criterion of routeCriteria(route, context, config)) {
    criteria.push(criterion);
    if (criterion.truth === 'no') {
      return { truth: 'no', criteria, held: held(criteria), failed: criterion, probability };
    }
  }
  const undecided = criteria.find(({ truth }) => truth === 'unknown');
  if (runtimeFraction && probability <= 0) {
    const failed: Criterion = { name: 'runtime_fraction', expected: 'above 0 %', got: '0 %', truth: 'no' };
    return { truth: 'no', criteria: [...criteria, failed], held: held(criteria), failed, probability };
  }
  if (undecided) return { truth: 'unknown', criteria, held: held(criteria), undecided, probability };
  return { truth: 'yes', criteria, held: held(criteria), probability };
}

function held(criteria: readonly Criterion[]): number {
  return criteria.filter(({ truth }) => truth === 'yes').length;
}
