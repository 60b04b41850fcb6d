import type { Criterion } from '../../../logic/Criterion.js';
import { anyOf } from '../../../logic/Truth.js';
import type { RateLimit, RateLimitPolicy } from '../../model/filter/RateLimit.js';
import { fractionOf } from '../../route/match/fractionOf.js';
import { rollFraction } from '../../route/match/rollFraction.js';
import { firstHeader } from '../headers.js';
import { localReply } from '../localReply.js';
import { RESOURCE_EXHAUSTED } from './evaluateLocalRateLimit.js';
import type { FilterOutcome } from './FilterOutcome.js';
import type { FilterSituation } from './FilterSituation.js';
import { makesDescriptor } from './makesDescriptor.js';
import { overrideOf } from './overrideOf.js';

/**
 * `ratelimit.v3.RateLimit` (source/extensions/filters/http/ratelimit/ratelimit.cc): the service is asked only for a route that forwards to a
 * cluster that is there, and only where `rate_limits` of the route, or of its virtual host, make a descriptor. What it says is opaque.
 */
export function evaluateRateLimit(filter: RateLimit, situation: FilterSituation): FilterOutcome {
  const { context, overrides, choose, hasCluster, clusterName } = situation;
  const { request, runtime } = context;
  const internal = firstHeader(request, 'x-envoy-internal') === 'true';
  if (filter.requestType === (internal ? 'external' : 'internal'))
    return { says: `asks for ${filter.requestType} requests only`, because: [] };
  if (clusterName === undefined || hasCluster(clusterName) === 'no')
    return { says: 'asks nobody where the route forwards nowhere', because: [] };
  const enabled = filter.filterEnabled === undefined ? 1 : fractionOf(filter.filterEnabled, runtime);
  if (!rollFraction(enabled, choose, { name: 'ratelimit.filter_enabled', about: 'rate limit in force' }))
    return { says: 'is not enabled for this request', because: [] };
  const truth = anyOf(policiesOf(filter, situation).map((policy) => makesDescriptor(policy, situation)));
  const got = { yes: 'a descriptor', no: 'no descriptor', unknown: 'not known' }[truth];
  const because: Criterion[] = [{ name: 'rate_limits', expected: 'a descriptor', got, truth }];
  if (truth === 'no') return { says: 'has no descriptor to ask about', because };
  const field = filter.unsupported[0] ?? overrideOf(overrides, 'ratelimit')?.unsupported[0];
  if (truth === 'unknown' || field !== undefined)
    return {
      says: 'is not decided',
      because,
      unknown: `ratelimit: ${field ?? 'whether an action makes a descriptor'}`,
    };
  if (filter.cluster !== '' && hasCluster(filter.cluster) === 'no') return unanswered(filter, situation, because);
  const denial = localReply(
    {
      status: filter.limitedStatus,
      flags: 'RL',
      details: 'request_rate_limited',
      ...(filter.resourceExhausted ? { grpcStatus: RESOURCE_EXHAUSTED } : {}),
    },
    request,
  );
  return { says: 'asks its service', because, opaque: `rate limit service (cluster ${filter.cluster})`, denial };
}

function unanswered(filter: RateLimit, { context }: FilterSituation, because: readonly Criterion[]): FilterOutcome {
  if (!filter.failureModeDeny) return { says: 'has nobody to ask and lets it pass', because };
  const { statusOnError: status } = filter;
  const reply = localReply({ status, flags: 'RLSE', details: 'rate_limiter_error' }, context.request);
  return { says: 'has nobody to ask', because, reply, denies: true };
}

/** Which `rate_limits` count (ratelimit.cc, initiateCall and getRateLimitOverrideOption). */
function policiesOf({ stage }: RateLimit, situation: FilterSituation): readonly RateLimitPolicy[] {
  const { context, overrides, route, virtualHost } = situation;
  const perRoute = overrideOf(overrides, 'ratelimit');
  const action = route?.action.kind === 'route' ? route.action : undefined;
  const ofRoute = action?.rateLimits ?? [];
  const ofHost = virtualHost?.rateLimits ?? [];
  const option = action?.includeVhRateLimits === true ? 'include' : (perRoute?.virtualHost ?? 'override');
  const counted = {
    ignore: ofRoute,
    include: [...ofRoute, ...ofHost],
    override: ofRoute.length === 0 ? ofHost : ofRoute,
  }[option];
  const all = perRoute !== undefined && perRoute.policies.length > 0 ? perRoute.policies : counted;
  const isOff = (key: string): boolean => context.runtime.get(`ratelimit.${key}.http_filter_enabled`) === '0';
  return all.filter(
    (one) => one.stage === stage && !one.onStreamDone && !(one.disableKey !== '' && isOff(one.disableKey)),
  );
}
