import type { Criterion } from '../../../logic/Criterion.js';
import type { Choose } from '../../../logic/Fork.js';
import { anyOf } from '../../../logic/Truth.js';
import type { CorsPolicy } from '../../model/HttpFilter.js';
import type { LocalReply } from '../../model/LocalReply.js';
import type { RequestContext } from '../../model/RequestContext.js';
import { fractionOf } from '../../route/match/fractionOf.js';
import { rollFraction } from '../../route/match/rollFraction.js';
import { describeStringMatcher } from '../../string/describeStringMatcher.js';
import { matchString } from '../../string/matchString.js';
import { firstHeader } from '../headers.js';
import { localReply } from '../localReply.js';

/** What the CORS filter does: answer a preflight, or let the request pass. */
export interface CorsOutcome {
  readonly reply?: LocalReply;
  readonly because: readonly Criterion[];
  readonly unknown?: string;
}

/**
 * A preflight is answered with 200 `cors_response` (source/extensions/filters/http/cors/cors_filter.cc, decodeHeaders): OPTIONS with
 * Origin and Access-Control-Request-Method, a policy that is on, an origin that it allows. A foreign origin's preflight goes on
 * upstream, unless `forward_not_matching_preflights` is false. `policies`: most specific first; empty without a route.
 */
export function evaluateCors(policies: readonly CorsPolicy[], context: RequestContext, choose: Choose): CorsOutcome {
  const [policy] = policies;
  const { request } = context;
  const origin = firstHeader(request, 'origin') ?? '';
  const asked = firstHeader(request, 'access-control-request-method') ?? '';
  if (!policy || request.method !== 'OPTIONS' || origin === '' || asked === '') return { because: [] };
  const enabled = rollFraction(fractionOf(policy.filterEnabled, context.runtime), choose, {
    name: 'cors.filter_enabled',
    about: 'CORS policy in force',
  });
  if (!enabled) return { because: [{ name: 'filter_enabled', expected: 'on', got: 'off', truth: 'no' }] };
  const origins = policies.find(({ allowOrigin }) => allowOrigin.length > 0)?.allowOrigin ?? [];
  // A matcher that takes a literal * allows every origin.
  const truth = anyOf(origins.map((matcher) => anyOf([matchString(matcher, '*'), matchString(matcher, origin)])));
  const expected = origins.map(describeStringMatcher).join(' or ') || 'no origin';
  const because: readonly Criterion[] = [{ name: 'allow_origin_string_match', expected, got: origin, truth }];
  if (policy.unsupported.length > 0) return { because, unknown: `CORS policy: ${policy.unsupported.join(', ')}` };
  if (truth === 'unknown') return { because, unknown: 'whether the CORS policy allows this origin' };
  const forwards = policies.find((one) => one.forwardNotMatchingPreflights !== undefined)?.forwardNotMatchingPreflights;
  const answers = truth === 'yes' || forwards === false;
  if (!answers) return { because };
  const headers = truth === 'yes' ? [{ name: 'access-control-allow-origin', value: origin }] : [];
  return { because, reply: localReply({ status: 200, details: 'cors_response', headers }, undefined) };
}
