import type { Criterion } from '../../../logic/Criterion.js';
import { anyOf, truthOf } from '../../../logic/Truth.js';
import type { CsrfPolicy } from '../../model/filter/CsrfPolicy.js';
import type { HttpRequest } from '../../model/HttpRequest.js';
import { fractionOf } from '../../route/match/fractionOf.js';
import { rollFraction } from '../../route/match/rollFraction.js';
import { describeStringMatcher } from '../../string/describeStringMatcher.js';
import { matchString } from '../../string/matchString.js';
import { firstHeader } from '../headers.js';
import { localReply } from '../localReply.js';
import type { FilterOutcome } from './FilterOutcome.js';
import type { FilterSituation } from './FilterSituation.js';
import { hostAndPort } from './hostAndPort.js';
import { overrideOf } from './overrideOf.js';

const MODIFY: ReadonlySet<string> = new Set(['POST', 'PUT', 'DELETE', 'PATCH']);

/**
 * `csrf.v3.CsrfPolicy` (source/extensions/filters/http/csrf/csrf_filter.cc): a request that may change something comes from its own host
 * or an additional origin, by `origin`, else `referer`; any other gets 403,
 * and so does `null`, whatever the policy says (measured). The policy of a route stands in for the filter's.
 */
export function evaluateCsrf(own: CsrfPolicy, { context, overrides, choose }: FilterSituation): FilterOutcome {
  const policy = overrideOf(overrides, 'csrf') ?? own;
  const { at } = policy;
  const { request, runtime } = context;
  const method: Criterion = {
    name: 'header :method',
    expected: [...MODIFY].join(' or '),
    got: request.method,
    truth: truthOf(MODIFY.has(request.method)),
  };
  if (method.truth === 'no') return { says: `does not look at ${request.method}`, because: [method], at };
  const enabled = fractionOf(policy.filterEnabled, runtime);
  const shadow = policy.shadowEnabled === undefined ? 0 : fractionOf(policy.shadowEnabled, runtime);
  // Both are asked twice: whether to look at all, and whether to deny.
  const chance = (1 - (1 - enabled) * (1 - shadow)) * (1 - shadow * (1 - enabled));
  const fork = { name: 'csrf.filter_enabled', about: 'CSRF policy in force' };
  if (!rollFraction(chance, choose, fork)) return { says: 'is not in force', because: [method], at };
  const [field] = policy.unsupported;
  if (field !== undefined) return { says: field, because: [method], at, unknown: `csrf: ${field}` };
  const origin = originCriterion(policy, request);
  const because = [method, origin];
  if (origin.truth === 'unknown') return { says: 'is not decided', because, at, unknown: `csrf: ${origin.note ?? ''}` };
  if (origin.truth === 'yes') return { says: 'takes the origin for its own', because, at };
  const reply = localReply({ status: 403, body: 'Invalid origin', details: 'csrf_origin_mismatch' }, request);
  return { says: 'denies a foreign origin', because, at, reply, denies: true };
}

function originCriterion({ additionalOrigins }: CsrfPolicy, request: HttpRequest): Criterion {
  const [origin, referer] = [firstHeader(request, 'origin') ?? '', firstHeader(request, 'referer') ?? ''];
  const name = origin === '' ? 'header referer' : 'header origin';
  const target = hostAndPort(`${request.scheme}://${request.authority ?? ''}`);
  const source = hostAndPort(origin === '' ? referer : origin);
  const expected = [target ?? 'the own host', ...additionalOrigins.map(describeStringMatcher)].join(' or ');
  if (source === '') return { name, expected, got: 'no origin', truth: 'no' };
  if (origin === 'null') return { name, expected, got: origin, truth: 'no', note: 'null is nobody’s origin' };
  if (source === undefined || target === undefined)
    return { name, expected, got: origin || referer, truth: 'unknown', note: 'how Envoy reads this URL' };
  const truth = anyOf([truthOf(source === target), ...additionalOrigins.map((one) => matchString(one, source))]);
  const note = truth === 'unknown' ? { note: 'whether an additional origin matches' } : {};
  return { name, expected, got: source, truth, ...note };
}
