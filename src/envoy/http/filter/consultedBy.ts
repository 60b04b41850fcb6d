import type { DecidedFilter } from '../../model/filter/DecidedFilter.js';
import type { JwtAuthn, JwtProvider } from '../../model/filter/JwtAuthn.js';
import type { RateLimitAction } from '../../model/filter/RateLimit.js';
import type { FilterSituation } from './FilterSituation.js';

/** Names of criteria of all that a filter may look at in a request: what else of it changes changes nothing about the outcome. */
export function consultedBy(filter: DecidedFilter, situation: FilterSituation): readonly string[] {
  switch (filter.kind) {
    case 'csrf':
      return ['header :method', 'header origin', 'header referer', 'header :authority', 'header :scheme'];
    case 'jwt_authn':
      return ofTokens(filter, situation);
    case 'ratelimit':
      return ofLimits(situation);
    case 'health_check':
      return filter.headers.map(({ name }) => `header ${name.toLowerCase()}`);
    case 'grpc_web':
    case 'grpc_http1_bridge':
      return ['grpc'];
    case 'buffer':
    case 'ext_authz':
    case 'header_mutation':
    case 'local_ratelimit':
    case 'set_metadata':
      return [];
  }
}

function ofTokens(
  { providers, rules, bypassCorsPreflight }: JwtAuthn,
  { overrides }: FilterSituation,
): readonly string[] {
  const byRoute = overrides.some(({ kind }) => kind === 'jwt_authn');
  const ofRules = rules.flatMap(({ match: { headers, queryParameters } }) => [
    'path',
    ...headers.map(({ name }) => `header ${name.toLowerCase()}`),
    ...queryParameters.map(({ name }) => `query ${name}`),
  ]);
  return [
    ...(bypassCorsPreflight ? ['header :method', 'header origin', 'header access-control-request-method'] : []),
    ...(byRoute ? [] : ofRules),
    ...[...providers.values()].flatMap(placesOf),
  ];
}

function placesOf({ fromHeaders, fromParams, fromCookies }: JwtProvider): readonly string[] {
  if (fromHeaders.length + fromParams.length + fromCookies.length === 0) return ['header authorization', 'path'];
  return [
    ...fromHeaders.map(({ name }) => `header ${name}`),
    ...fromParams.map((name) => `query ${name}`),
    ...fromCookies.map((name) => `cookie ${name}`),
  ];
}

function ofLimits({ route, virtualHost, overrides }: FilterSituation): readonly string[] {
  const ofRoute = route?.action.kind === 'route' ? route.action.rateLimits : [];
  const own = overrides.flatMap((one) => (one.kind === 'ratelimit' ? one.policies : []));
  const policies = [...ofRoute, ...(virtualHost?.rateLimits ?? []), ...own];
  return policies.flatMap(({ actions }) => actions.flatMap(ofAction));
}

function ofAction(action: RateLimitAction): readonly string[] {
  switch (action.kind) {
    case 'header':
      return [`header ${action.name}`];
    case 'query':
      return [`query ${action.name}`];
    case 'header_value_match':
      return action.headers.map(({ name }) => `header ${name.toLowerCase()}`);
    case 'query_parameter_value_match':
      return action.parameters.map(({ name }) => `query ${name}`);
    case 'always':
    case 'metadata':
    case 'unsupported':
      return [];
  }
}
