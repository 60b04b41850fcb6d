import type { DecidedFilter } from '../../model/filter/DecidedFilter.js';
import { evaluateBuffer } from './evaluateBuffer.js';
import { evaluateCsrf } from './evaluateCsrf.js';
import { evaluateJwtAuthn } from './evaluateJwtAuthn.js';
import type { FilterOutcome } from './FilterOutcome.js';
import type { FilterSituation } from './FilterSituation.js';

/** What an HTTP filter does to a request, by its kind. */
export function evaluateFilter(filter: DecidedFilter, situation: FilterSituation): FilterOutcome {
  switch (filter.kind) {
    case 'buffer':
      return evaluateBuffer(filter, situation);
    case 'csrf':
      return evaluateCsrf(filter, situation);
    case 'jwt_authn':
      return evaluateJwtAuthn(filter, situation);
  }
}
