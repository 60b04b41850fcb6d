import type { Random } from '../random.js';
import { condition } from './conditions.js';
import { jwtAuthn, jwtPerRoute } from './jwt.js';
import { headerMatcher, stringMatcher } from './matchers.js';
import { compact, extension, typed, type Json } from './types.js';

/** HTTP filters that may answer, beside `FilterKind`; `condition` is RBAC with conditions behind some metadata. */
export const DECIDED = [
  'csrf',
  'buffer',
  'health_check',
  'ext_authz',
  'ratelimit',
  'local_ratelimit',
  'header_mutation',
  'grpc_web',
  'condition',
  'jwt_authn',
] as const;

/** One of {@link DECIDED}. */
export type DecidedKind = (typeof DECIDED)[number];

const FILTERS = 'envoy.extensions.filters.http.';

/** The filters of one kind, in order. */
export function decidedFilters(random: Random, kind: DecidedKind): readonly Json[] {
  const of = (type: string, value: Json): readonly Json[] => [extension(kind, `${FILTERS}${type}`, value)];
  switch (kind) {
    case 'csrf':
      return of('csrf.v3.CsrfPolicy', csrfPolicy(random));
    case 'buffer':
      return of('buffer.v3.Buffer', buffer(random));
    case 'health_check':
      return of('health_check.v3.HealthCheck', healthCheck(random));
    case 'ext_authz':
      return of('ext_authz.v3.ExtAuthz', extAuthz(random));
    case 'ratelimit':
      return of('ratelimit.v3.RateLimit', rateLimit(random));
    case 'local_ratelimit':
      return of('local_ratelimit.v3.LocalRateLimit', localRateLimit(random));
    case 'header_mutation':
      return of('header_mutation.v3.HeaderMutation', {
        ...mutations(random),
        ...(random.chance(40) ? { most_specific_header_mutations_wins: true } : {}),
      });
    case 'grpc_web':
      return of('grpc_web.v3.GrpcWeb', {});
    case 'jwt_authn':
      return of('jwt_authn.v3.JwtAuthentication', jwtAuthn(random));
    case 'condition':
      return [
        extension('metadata', `${FILTERS}set_metadata.v3.Config`, {
          metadata: [
            { metadata_namespace: 'n', value: { a: random.pick(['a', 'b']), d: random.int(9), l: ['a', 'b'] } },
          ],
        }),
        ...of('rbac.v3.RBAC', conditions(random)),
      ];
  }
}

/** What a route, virtual host, … says of a filter of the kind; undefined: nothing can be said. */
export function decidedOverride(random: Random, kind: DecidedKind): Json | undefined {
  const off = { disabled: true };
  const of = (type: string, value: Json): Json => typed(`${FILTERS}${type}`, value);
  switch (kind) {
    case 'csrf':
      return of('csrf.v3.CsrfPolicy', csrfPolicy(random));
    case 'buffer':
      return of('buffer.v3.BufferPerRoute', random.chance(40) ? off : { buffer: buffer(random) });
    case 'ext_authz':
      return of(
        'ext_authz.v3.ExtAuthzPerRoute',
        random.chance(60) ? off : { check_settings: { context_extensions: { a: 'b' } } },
      );
    case 'ratelimit':
      return of('ratelimit.v3.RateLimitPerRoute', { vh_rate_limits: random.pick(['OVERRIDE', 'INCLUDE', 'IGNORE']) });
    case 'local_ratelimit':
      return of('local_ratelimit.v3.LocalRateLimit', { ...localRateLimit(random), ...BUCKET });
    case 'header_mutation':
      return of('header_mutation.v3.HeaderMutationPerRoute', mutations(random));
    case 'condition':
      return of('rbac.v3.RBACPerRoute', random.chance(30) ? {} : { rbac: conditions(random) });
    case 'jwt_authn':
      return of('jwt_authn.v3.PerRouteConfig', jwtPerRoute(random));
    case 'health_check':
    case 'grpc_web':
      return undefined;
  }
}

/** `rate_limits` of a route or virtual host. */
export function rateLimits(random: Random): readonly Json[] {
  return random.list(0, 2, () =>
    compact({ stage: random.chance(15) ? 1 : undefined, actions: random.list(1, 2, () => action(random)) }),
  );
}

function action(random: Random): Json {
  switch (random.int(8)) {
    case 0:
      return { generic_key: { descriptor_value: 'x' } };
    case 1:
      return { remote_address: {} };
    case 2:
    case 3:
      return {
        request_headers: compact({
          header_name: random.pick(['x-a', 'x-b']),
          descriptor_key: 'k',
          skip_if_absent: random.chance(20) ? true : undefined,
        }),
      };
    case 4:
      return { query_parameters: { query_parameter_name: 'q', descriptor_key: 'k' } };
    case 5:
      return {
        header_value_match: compact({
          descriptor_value: 'x',
          headers: [headerMatcher(random).matcher],
          expect_match: random.chance(30) ? false : undefined,
        }),
      };
    case 6:
      return {
        query_parameter_value_match: {
          descriptor_value: 'x',
          query_parameters: [{ name: 'q', string_match: stringMatcher(random, ['1', 'a']).matcher }],
        },
      };
    default:
      return {
        metadata: compact({
          descriptor_key: 'k',
          metadata_key: { key: 'n', path: [{ key: random.pick(['a', 'zz']) }] },
          default_value: random.chance(20) ? 'd' : undefined,
        }),
      };
  }
}

function percent(random: Random): Json {
  return { default_value: { numerator: random.pick([0, 100, 100, 100]) } };
}

function csrfPolicy(random: Random): Json {
  return compact({
    filter_enabled: percent(random),
    shadow_enabled: random.chance(30) ? percent(random) : undefined,
    additional_origins: random.chance(50)
      ? [stringMatcher(random, ['o.example', 'p.example', 'null']).matcher]
      : undefined,
  });
}

function buffer(random: Random): Json {
  return { max_request_bytes: random.pick([1, 5, 10, 100]) };
}

function healthCheck(random: Random): Json {
  return compact({
    pass_through_mode: random.chance(25),
    headers: random.chance(85)
      ? [{ name: ':path', string_match: stringMatcher(random, ['/a', '/b/x', '/health']).matcher }]
      : undefined,
    cluster_min_healthy_percentages: random.chance(20) ? { none: { value: 50 } } : undefined,
  });
}

function extAuthz(random: Random): Json {
  return compact({
    http_service: { server_uri: { uri: 'http://x', cluster: 'none', timeout: '0.5s' } },
    failure_mode_allow: random.chance(30) ? true : undefined,
    failure_mode_allow_header_add: random.chance(30) ? true : undefined,
    status_on_error: random.chance(25) ? { code: random.pick([503, 401, 429]) } : undefined,
    filter_enabled: random.chance(25) ? percent(random) : undefined,
    deny_at_disable: random.chance(20) ? { default_value: random.chance(70), runtime_key: 'none.there' } : undefined,
    filter_enabled_metadata: random.chance(40)
      ? { filter: 'n', path: [{ key: 'a' }], value: { string_match: { exact: 'a' } }, invert: random.chance(50) }
      : undefined,
  });
}

function rateLimit(random: Random): Json {
  return compact({
    domain: 'd',
    rate_limit_service: { grpc_service: { envoy_grpc: { cluster_name: 'none' } }, transport_api_version: 'V3' },
    failure_mode_deny: random.chance(85) ? true : undefined,
    status_on_error: random.chance(20) ? { code: 503 } : undefined,
    stage: random.chance(15) ? 1 : undefined,
    request_type: random.chance(15) ? random.pick(['internal', 'external', 'both']) : undefined,
  });
}

const BUCKET: Json = { token_bucket: { max_tokens: 1, fill_interval: '3600s' } };

/** Never both enabled and enforced: what a bucket holds is not known. */
function localRateLimit(random: Random): Json {
  return compact({
    stat_prefix: 'x',
    ...(random.chance(80) ? BUCKET : {}),
    ...random.pick<Json>([
      {},
      { filter_enabled: { default_value: { numerator: 100 } } },
      { filter_enforced: { default_value: { numerator: 100 } } },
    ]),
  });
}

function mutations(random: Random): Json {
  const request_mutations = random.list(1, 4, () =>
    random.chance(25)
      ? { remove: random.pick(['x-a', 'X-B', 'user-agent']) }
      : {
          append: {
            header: {
              key: random.pick(['x-a', 'x-b', 'x-n', 'user-agent']),
              value: random.pick(['v', '%REQ(x-a)%', '%PROTOCOL%', '%REQ(none)%', '']),
            },
            append_action: random.pick([
              'APPEND_IF_EXISTS_OR_ADD',
              'ADD_IF_ABSENT',
              'OVERWRITE_IF_EXISTS_OR_ADD',
              'OVERWRITE_IF_EXISTS',
            ]),
          },
        },
  );
  return { mutations: { request_mutations } };
}

function conditions(random: Random): Json {
  const policies = random.list(
    1,
    2,
    (index) =>
      [
        `p${index}`,
        { permissions: [{ any: true }], principals: [{ any: true }], condition: condition(random, 3) },
      ] as const,
  );
  return { rules: { action: random.pick(['ALLOW', 'DENY']), policies: Object.fromEntries(policies) } };
}
