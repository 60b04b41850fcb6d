import type { Random } from '../random.js';
import type { KeyName } from './jwtKeys.js';
import { headerMatcher } from './matchers.js';
import { jwksOf, signedToken } from './tokens.js';
import { compact, type Json } from './types.js';

const KEYS = ['rsa', 'ec', 'ed', 'oct'] as const;
const ISSUERS = ['i1', 'i2', ''] as const;
const AUDIENCES = ['a1', 'https://a2/', 'a2'] as const;
const PLACES: readonly Json[] = [
  {},
  {},
  { from_headers: [{ name: 'X-Jwt' }] },
  { from_headers: [{ name: 'x-jwt', value_prefix: 'T ' }], from_params: ['jwt'] },
  { from_cookies: ['jwt'] },
];

/** `jwt_authn.v3.JwtAuthentication` with two providers. */
export function jwtAuthn(random: Random): Json {
  return compact({
    providers: { p1: provider(random, 'p1'), p2: provider(random, 'p2') },
    rules: random.list(1, 2, (index) => rule(random, index)),
    requirement_map: { m1: requirement(random, 1), m2: { provider_name: 'p2' } },
    bypass_cors_preflight: random.chance(20) ? true : undefined,
    strip_failure_response: random.chance(10) ? true : undefined,
  });
}

/** `PerRouteConfig`. */
export function jwtPerRoute(random: Random): Json {
  return random.chance(40) ? { disabled: true } : { requirement_name: random.pick(['m1', 'm2', 'none']) };
}

function provider(random: Random, name: string): Json {
  const keys = random.some(KEYS, 4, 1).map((key): readonly [KeyName, Json] => [key, keyNames(random, key)]);
  return compact({
    issuer: random.pick(ISSUERS),
    audiences: random.chance(40) ? [random.pick(AUDIENCES)] : undefined,
    local_jwks: { inline_string: jwksOf(keys) },
    forward: random.chance(50) ? true : undefined,
    ...random.pick(PLACES),
    forward_payload_header: random.chance(20) ? 'x-payload' : undefined,
    claim_to_headers: random.chance(30) ? [{ header_name: 'x-a', claim_name: 'sub' }] : undefined,
    payload_in_metadata: random.chance(40) ? name : undefined,
    clear_route_cache: random.chance(30) ? true : undefined,
    clock_skew_seconds: random.chance(20) ? 5 : undefined,
  });
}

function keyNames(random: Random, key: KeyName): Json {
  return compact({
    kid: random.chance(70) ? key : undefined,
    alg: random.chance(30) ? { rsa: 'RS256', ec: 'ES256', ed: 'EdDSA', oct: 'HS256' }[key] : undefined,
  });
}

function rule(random: Random, index: number): Json {
  const match = random.pick<Json>([
    { prefix: '/' },
    { prefix: '/a' },
    { path: '/a' },
    { path_separated_prefix: '/b' },
    { prefix: '/', headers: [headerMatcher(random).matcher] },
  ]);
  const asks = random.pick<Json>([
    { requires: requirement(random, 2) },
    { requires: requirement(random, 2) },
    { requirement_name: 'm1' },
    {},
  ]);
  return { match: index > 0 ? { prefix: '/' } : match, ...asks };
}

function requirement(random: Random, depth: number): Json {
  const kinds: readonly (() => Json)[] = [
    () => ({ provider_name: random.pick(['p1', 'p2']) }),
    () => ({ provider_and_audiences: { provider_name: 'p1', audiences: [random.pick(AUDIENCES)] } }),
    () => ({ allow_missing: {} }),
    () => ({ allow_missing_or_failed: {} }),
    ...(depth > 0
      ? [
          () => ({ requires_any: { requirements: random.list(2, 3, () => requirement(random, depth - 1)) } }),
          () => ({ requires_all: { requirements: random.list(2, 3, () => requirement(random, depth - 1)) } }),
        ]
      : []),
  ];
  return random.pick(kinds)();
}

/** A token that may be good, and much that is wrong with others; times far from now, so that runs are alike. */
export function someToken(random: Random): string {
  const key = random.pick(KEYS);
  const payload = compact({
    iss: random.pick(['i1', 'i1', 'i2', 'zz', undefined]),
    sub: random.chance(60) ? random.pick(['s', 't']) : undefined,
    aud: random.pick<Json[string] | undefined>(['a1', 'a2', ['zz', 'a1'], undefined, 'zz']),
    exp: random.pick([4_000_000_000, 4_000_000_000, 1_000_000_000, undefined]),
    nbf: random.chance(10) ? 4_000_000_000 : undefined,
    ...(random.chance(8) ? { [random.pick(['iss', 'exp', 'aud', 'jti'])]: random.pick([5, 'x', true]) } : {}),
  });
  const header = random.chance(15)
    ? random.pick<Json>([{ alg: 'none' }, { alg: 5 }, { kid: 5 }, { kid: 'other' }])
    : { kid: random.chance(60) ? key : '' };
  const token = signedToken(payload, key, header.kid === '' ? {} : header);
  switch (random.int(14)) {
    case 0:
      return token.slice(0, -8);
    case 1:
      return random.pick(['abc', 'a.b.c', '..', 'e30.e30.e30', `${token}.x`]);
    default:
      return token;
  }
}
