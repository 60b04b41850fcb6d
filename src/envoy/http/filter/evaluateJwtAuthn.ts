import type { Criterion } from '../../../logic/Criterion.js';
import { compareBytes } from '../../../text/compareBytes.js';
import type { JwtAuthn, JwtRequirement } from '../../model/filter/JwtAuthn.js';
import type { HttpRequest } from '../../model/HttpRequest.js';
import type { LocalReply } from '../../model/LocalReply.js';
import type { RequestContext } from '../../model/RequestContext.js';
import { firstHeader } from '../headers.js';
import { localReply } from '../localReply.js';
import type { FilterOutcome } from './FilterOutcome.js';
import type { FilterSituation } from './FilterSituation.js';
import { JwtRun } from './jwt/JwtRun.js';
import { JWT_STATUS } from './jwt/JwtStatus.js';
import { matchRule } from './jwt/matchRule.js';
import { verifyRequirement } from './jwt/verifyRequirement.js';
import { overrideOf } from './overrideOf.js';

const NAMESPACE = 'envoy.filters.http.jwt_authn';

/**
 * `jwt_authn.v3.JwtAuthentication` (source/extensions/filters/http/jwt_authn/filter.cc): the route's requirement, else that of the first
 * rule that matches; without one the request passes. Tokens that do not meet it get 401, of another audience 403. Signatures are held to
 * the keys that the configuration holds; keys that only the proxy has are taken to fit. Headers into which
 * providers put claims are taken away from every request, before rules are matched (measured).
 */
export function evaluateJwtAuthn(filter: JwtAuthn, situation: FilterSituation): FilterOutcome {
  const { overrides, hasCluster, context: sent } = situation;
  const run = new JwtRun(sent.request);
  for (const provider of filter.providers.values()) run.sanitise(provider);
  const context = { ...sent, request: run.request };
  const passes = (says: string, because: readonly Criterion[] = [], where: string = filter.at): FilterOutcome => ({
    says,
    because,
    at: where,
    request: run.request,
    effects: run.effects,
  });
  if (filter.bypassCorsPreflight && isPreflight(run.request)) return passes('lets a CORS preflight pass');
  const perRoute = overrideOf(overrides, 'jwt_authn');
  if (perRoute && perRoute.requirementName === undefined) return passes('is off for this route', [], perRoute.at);
  const chosen = requirementOf(filter, context, perRoute?.requirementName);
  const { requirement, because, at } = chosen;
  if (chosen.unknown !== undefined)
    return { says: 'is not decided', because, at, unknown: `jwt_authn: ${chosen.unknown}` };
  if (chosen.wrong !== undefined) return refusal(filter, context, because, at, 403, chosen.wrong);
  const [field] = filter.unsupported;
  if (field !== undefined) return { says: 'is not decided', because, at, unknown: `jwt_authn: ${field}` };
  if (requirement === undefined) return passes('asks for no token here', because, at);
  const verdict = verifyRequirement(run, requirement, { providers: filter.providers, now: context.now, hasCluster });
  const token: Criterion = {
    name: 'header authorization',
    expected: requirement.kind,
    got: typeof verdict === 'string' ? verdict : 'not known',
    truth: typeof verdict === 'string' ? (verdict === 'ok' ? 'yes' : 'no') : 'unknown',
    ...(typeof verdict === 'string' ? {} : { note: verdict.unknown }),
  };
  const told = [...because, token];
  if (typeof verdict !== 'string')
    return { says: 'is not decided', because: told, at, unknown: `jwt_authn: ${verdict.unknown}` };
  if (verdict !== 'ok') return refusal(filter, context, told, at, verdict === JWT_STATUS.audience ? 403 : 401, verdict);
  const metadata = { ...context.dynamicMetadata.get(NAMESPACE), ...run.metadata };
  return {
    ...passes('accepts the request', told, at),
    dynamicMetadata: new Map([...context.dynamicMetadata, [NAMESPACE, metadata]]),
    clearsRoute: run.clearsRoute,
    ...(run.unproven.length === 0
      ? {}
      : {
          opaque: run.unproven.join(', '),
          denial: reply(filter, context, 401, JWT_STATUS.verification, JWT_STATUS.verification),
        }),
  };
}

interface ChosenRequirement {
  readonly requirement?: JwtRequirement | undefined;
  readonly because: readonly Criterion[];
  readonly at: string;
  readonly unknown?: string;
  /** The name of a requirement that there is not. */
  readonly wrong?: string;
}

function requirementOf(filter: JwtAuthn, context: RequestContext, byRoute: string | undefined): ChosenRequirement {
  if (byRoute !== undefined) {
    const requirement = filter.requirements.get(byRoute);
    if (requirement) return { requirement, because: [], at: requirement.at };
    const names = [...filter.requirements.keys()].toSorted(compareBytes).join(',');
    const wrong = `Wrong requirement_name: ${byRoute}. It should be one of [${names}]`;
    return { because: [], at: filter.at, wrong };
  }
  const because: Criterion[] = [];
  for (const rule of filter.rules) {
    const failed = matchRule(rule, context);
    because.push(failed.criterion);
    if (failed.truth === 'no') continue;
    if (failed.truth === 'unknown') return { because, at: rule.at, unknown: failed.criterion.note ?? 'a rule' };
    const { requirement } = rule;
    return {
      requirement: typeof requirement === 'string' ? filter.requirements.get(requirement) : requirement,
      because,
      at: rule.at,
    };
  }
  return { because, at: filter.at };
}

function refusal(
  filter: JwtAuthn,
  context: RequestContext,
  because: readonly Criterion[],
  at: string,
  status: number,
  why: string,
): FilterOutcome {
  const body = why.startsWith('Wrong requirement_name') ? `Failed JWT authentication: ${why}` : why;
  return { says: `denies: ${why}`, because, at, reply: reply(filter, context, status, why, body), denies: true };
}

function reply(filter: JwtAuthn, { request }: RequestContext, status: number, why: string, body: string): LocalReply {
  const details = `jwt_authn_access_denied{${why.replace(/ /g, '_')}}`;
  if (filter.stripFailureResponse) return localReply({ status, details }, request);
  const path = firstHeader(request, 'x-envoy-original-path') ?? request.path;
  const realm = `Bearer realm="${request.scheme}://${request.authority ?? ''}${path.slice(0, 256)}"`;
  const value = why === JWT_STATUS.missing ? realm : `${realm}, error="invalid_token"`;
  const named = body === why ? { headers: [{ name: 'www-authenticate', value }] } : {};
  return localReply({ status, body, details, ...named }, request);
}

function isPreflight(request: HttpRequest): boolean {
  const sent = (name: string): boolean => (firstHeader(request, name) ?? '') !== '';
  return request.method === 'OPTIONS' && sent('origin') && sent('access-control-request-method');
}
