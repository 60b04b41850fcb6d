import type { LocalRateLimit } from '../../model/filter/LocalRateLimit.js';
import { fractionOf } from '../../route/match/fractionOf.js';
import { rollFraction } from '../../route/match/rollFraction.js';
import { localReply } from '../localReply.js';
import type { FilterOutcome } from './FilterOutcome.js';
import type { FilterSituation } from './FilterSituation.js';
import { overrideOf } from './overrideOf.js';

/** gRPC's RESOURCE_EXHAUSTED. */
export const RESOURCE_EXHAUSTED = 8;

/**
 * `local_ratelimit.v3.LocalRateLimit` (source/extensions/filters/http/local_ratelimit/local_ratelimit.cc): limits only requests for which
 * both `filter_enabled` and `filter_enforced` hold, each 0 unless set. Whether a token is left is opaque.
 */
export function evaluateLocalRateLimit(
  own: LocalRateLimit,
  { context, overrides, choose }: FilterSituation,
): FilterOutcome {
  const filter = overrideOf(overrides, 'local_ratelimit') ?? own;
  const { at, filterEnabled, filterEnforced } = filter;
  const { request, runtime } = context;
  if (!filter.limits) return { says: 'has no bucket', because: [], at };
  const chance = fractionOf(filterEnabled, runtime) * fractionOf(filterEnforced, runtime);
  if (!rollFraction(chance, choose, { name: 'local_ratelimit.filter_enforced', about: 'rate limit in force' }))
    return { says: 'is not in force', because: [], at };
  const denial = localReply(
    {
      status: filter.status,
      body: 'local_rate_limited',
      flags: 'RL',
      details: 'local_rate_limited',
      ...(filter.resourceExhausted ? { grpcStatus: RESOURCE_EXHAUSTED } : {}),
    },
    request,
  );
  return { says: 'takes a token', because: [], at, opaque: 'local rate limit: whether a token is left', denial };
}
