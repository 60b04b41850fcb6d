import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/text/json/JsonValue.js';
import type { HeaderLine } from '../../../proof/envoy/Configuration.js';
import { jwksOf, signedToken } from '../../../proof/envoy/gen/tokens.js';
import { extension } from '../../../proof/envoy/gen/types.js';
import { answer, headerUp, outcomeOf, pathUp } from '../measured.js';
import { answerOf, per } from './answerOf.js';

/* Measured on Envoy 1.40.0: source/extensions/filters/http/jwt_authn, source/common/jwt. */

const NOW = Math.floor(Date.now() / 1000);
const TYPE = 'jwt_authn.v3.JwtAuthentication';
const JWKS = jwksOf([
  ['rsa', { kid: 'k1' }],
  ['ec', { kid: 'k2' }],
  ['ed', { alg: 'EdDSA' }],
  ['oct', { kid: 'k4' }],
]);
const p1: JsonObject = { issuer: 'i1', audiences: ['a1'], local_jwks: { inline_string: JWKS }, forward: true };
const p2: JsonObject = { issuer: 'i2', local_jwks: { inline_string: JWKS }, from_headers: [{ name: 'X-Jwt' }] };
const one: JsonObject = { provider_name: 'p1' };
const two: JsonObject = { provider_name: 'p2' };

const claims = (more: JsonObject = {}): JsonObject => ({ iss: 'i1', aud: 'a1', ...more });
const OWN = signedToken(claims({ sub: 's', exp: NOW + 3600, scope: 'x y', n: 5, f: 1.5, o: { k: 'v' } }), 'rsa', {
  kid: 'k1',
});
const EXPIRED = signedToken(claims({ exp: NOW - 3600 }), 'rsa');
const OTHER = signedToken({ iss: 'i2' }, 'oct', { kid: 'k4' });
const bearer = (token: string): HeaderLine => ['authorization', `Bearer ${token}`];

const config = (requires: JsonObject | undefined, providers: JsonObject = { p1, p2 }): JsonObject => ({
  providers,
  rules: [{ match: { prefix: '/' }, ...(requires && { requires }) }],
  requirement_map: { m1: one, m2: two },
});
const asks = (requires: JsonObject | undefined, ...headers: readonly HeaderLine[]): string =>
  answerOf({ type: TYPE, config: config(requires) }, { line: 'GET /', headers });
const denied = (status: number, why: string): string =>
  `${status} jwt_authn_access_denied{${why.replaceAll(' ', '_')}}`;
const OK = '200 via_upstream';
const MISSING = denied(401, 'Jwt is missing');
const ISSUER = denied(401, 'Jwt issuer is not configured');

describe('a token that provider p1 asks for', () => {
  const raw = (header: string, payload = 'e30', signature = 'e30'): string =>
    [Buffer.from(header).toString('base64url'), payload, signature].join('.');
  test.each<[string, string, string]>([
    ['RS256', OWN, OK],
    ['RS512', signedToken(claims(), 'rsa', { alg: 'RS512' }), OK],
    ['ES256', signedToken(claims({ aud: ['zz', 'https://a1/'] }), 'ec', { kid: 'k2' }), OK],
    ['EdDSA', signedToken(claims(), 'ed'), OK],
    ['HS256', signedToken(claims(), 'oct', { kid: 'k4' }), OK],
    ['expired', EXPIRED, denied(401, 'Jwt is expired')],
    ['expired 30 s ago', signedToken(claims({ exp: NOW - 30 }), 'rsa'), OK],
    ['nbf in the future', signedToken(claims({ nbf: NOW + 3600 }), 'rsa'), denied(401, 'Jwt not yet valid')],
    ['another issuer', signedToken(claims({ iss: 'zz' }), 'rsa'), ISSUER],
    ['no issuer', signedToken({ aud: 'a1' }, 'rsa'), ISSUER],
    ['another audience', signedToken(claims({ aud: 'zz' }), 'rsa'), denied(403, 'Audiences in Jwt are not allowed')],
    ['no audience', signedToken({ iss: 'i1' }, 'rsa'), denied(403, 'Audiences in Jwt are not allowed')],
    [
      'unknown kid',
      signedToken(claims(), 'rsa', { kid: 'no' }),
      denied(401, "Jwks doesn't have key to match kid or alg from Jwt"),
    ],
    ['signed by another', signedToken(claims(), 'ec', { kid: 'k1' }), denied(401, 'Jwt verification fails')],
    ['alg none', signedToken(claims(), 'oct', { alg: 'none' }), denied(401, 'Jwt header [alg] is not supported')],
    [
      'alg is a number',
      signedToken(claims(), 'oct', { alg: 5 }),
      denied(401, 'Jwt header [alg] field is required and must be a string'),
    ],
    [
      'kid is a number',
      signedToken(claims(), 'oct', { kid: 5 }),
      denied(401, 'Jwt header [kid] field is not a string'),
    ],
    ['iss is a number', signedToken({ iss: 5 }, 'oct'), denied(401, 'Jwt payload [iss] field is not a string')],
    ['exp is a text', signedToken({ exp: 'x' }, 'oct'), denied(401, 'Jwt payload [exp] field is not an integer')],
    [
      'exp is negative',
      signedToken({ exp: -5 }, 'oct'),
      denied(401, 'Jwt payload [exp] field is not a positive 64 bit integer'),
    ],
    [
      'aud is a number',
      signedToken({ iss: 'i1', aud: 7 }, 'oct'),
      denied(401, 'Jwt payload [aud] field is not a string or string list'),
    ],
    [
      'one section',
      'abc',
      denied(401, 'Jwt is not in the form of Header.Payload.Signature with two dots and 3 sections'),
    ],
    ['no base64', 'a.b.c', denied(401, 'Jwt header is an invalid Base64url encoded')],
    ['no JSON', raw('{x'), denied(401, 'Jwt header is an invalid JSON')],
    [
      'no JSON as payload',
      raw('{"alg":"RS256"}', Buffer.from('{x').toString('base64url')),
      denied(401, 'Jwt payload is an invalid JSON'),
    ],
    [
      'no base64 as signature',
      raw('{"alg":"RS256"}', 'e30', 'e3*0'),
      denied(401, 'Jwt signature is an invalid Base64url encoded'),
    ],
  ])('%s', (_row, token, expected) => expect(asks(one, bearer(token))).toBe(expected));
});

test.each<[string, readonly HeaderLine[], string]>([
  ['none', [], MISSING],
  ['Basic', [['authorization', 'Basic x']], MISSING],
  ['bearer', [['authorization', `bearer ${OWN}`]], MISSING],
  ['Bearer is not first', [['authorization', `x Bearer  ${OWN}`]], OK],
  [
    'two lines are joined',
    [bearer(EXPIRED), bearer(OWN)],
    denied(401, 'Jwt is not in the form of Header.Payload.Signature with two dots and 3 sections'),
  ],
  ['gRPC', [['content-type', 'application/grpc']], '200 jwt_authn_access_denied{Jwt_is_missing}'],
])('where it stands: %s', (_row, headers, expected) => expect(asks(one, ...headers)).toBe(expected));

describe('requirements', () => {
  const any = (...requirements: readonly JsonObject[]): JsonObject => ({ requires_any: { requirements } });
  const all: JsonObject = { requires_all: { requirements: [one, two] } };
  const lax: JsonObject = { allow_missing: {} };
  const laxer: JsonObject = { allow_missing_or_failed: {} };
  const expired = denied(401, 'Jwt is expired');
  const x = (token: string): HeaderLine => ['x-jwt', token];
  test.each<[string, string, string]>([
    ['nothing', asks(undefined), OK],
    ['allow_missing: missing', asks(lax), OK],
    ['allow_missing: expired', asks(lax, bearer(EXPIRED)), expired],
    ['allow_missing_or_failed', asks(laxer, bearer(EXPIRED)), OK],
    ['any: the second', asks(any(one, two), x(OTHER)), OK],
    ['any: one is expired, the other good', asks(any(one, two), bearer(EXPIRED), x(OTHER)), OK],
    ['any: none', asks(any(one, two)), MISSING],
    ['any: what is wrong before what is missing', asks(any(one, two), bearer(EXPIRED)), expired],
    ['any with allow_missing: missing', asks(any(one, lax)), OK],
    ['any with allow_missing: expired', asks(any(one, lax), bearer(EXPIRED)), expired],
    ['any with allow_missing: of another issuer', asks(any(one, two, lax), bearer(OTHER)), ISSUER],
    ['any with allow_missing_or_failed', asks(any(one, laxer), bearer(EXPIRED)), OK],
    ['all: one is missing', asks(all, bearer(OWN)), MISSING],
    ['all', asks(all, bearer(OWN), x(OTHER)), OK],
    [
      'other audiences',
      asks({ provider_and_audiences: { provider_name: 'p1', audiences: ['zz'] } }, bearer(OWN)),
      denied(403, 'Audiences in Jwt are not allowed'),
    ],
  ])('%s', (_row, got, expected) => expect(got).toBe(expected));
});

describe('routes and rules', () => {
  const route = (perRoute: JsonObject, ...headers: readonly HeaderLine[]): string =>
    answerOf(
      { type: TYPE, config: config(two), perRoute: per('jwt_authn.v3.PerRouteConfig', perRoute) },
      { line: 'GET /', headers },
    );
  test.each<[string, string, string]>([
    ['disabled', route({ disabled: true }), OK],
    ['requirement_name', route({ requirement_name: 'm1' }, bearer(OWN)), OK],
    ['requirement_name, missing', route({ requirement_name: 'm1' }), MISSING],
    [
      'a requirement that there is not',
      route({ requirement_name: 'zz' }),
      denied(403, 'Wrong requirement_name: zz. It should be one of [m1,m2]'),
    ],
    [
      'no route: before the 404',
      answerOf({ type: TYPE, config: config(one), noRoute: true }, { line: 'GET /' }),
      MISSING,
    ],
  ])('%s', (_row, got, expected) => expect(got).toBe(expected));

  const rules: readonly JsonObject[] = [
    { match: { prefix: '/open' } },
    { match: { path: '/exact' }, requires: one },
    { match: { prefix: '/h', headers: [{ name: 'x-q', string_match: { exact: '1' } }] }, requirement_name: 'm1' },
  ];
  test.each<[string, readonly HeaderLine[], string]>([
    ['/open/x', [], OK],
    ['/exact?x', [], MISSING],
    ['/exact/', [], OK],
    ['/h', [], OK],
    ['/h', [['x-q', '1']], MISSING],
  ])('%s %j', (path, headers, expected) =>
    expect(answerOf({ type: TYPE, config: { ...config(one), rules } }, { line: `GET ${path}`, headers })).toBe(
      expected,
    ),
  );

  test('bypass_cors_preflight', () => {
    const lets = { type: TYPE, config: { ...config(one), bypass_cors_preflight: true } };
    const preflight: readonly HeaderLine[] = [
      ['origin', 'http://a'],
      ['access-control-request-method', 'GET'],
    ];
    expect(answerOf(lets, { line: 'OPTIONS /', headers: preflight })).toBe(OK);
    expect(answerOf(lets, { line: 'OPTIONS /', headers: preflight.slice(1) })).toBe(MISSING);
  });
});

describe('what a good token leaves', () => {
  const provider: JsonObject = {
    ...p1,
    forward: false,
    forward_payload_header: 'x-pay',
    claim_to_headers: ['sub', 'n', 'f', 'o.k'].map((claim_name) => ({ header_name: `x-${claim_name}`, claim_name })),
    payload_in_metadata: 'pay',
    normalize_payload_in_metadata: { space_delimited_claims: ['scope'] },
    clear_route_cache: true,
  };
  const metadata = (key: string, value: JsonObject): JsonObject => ({
    filter: 'envoy.filters.http.jwt_authn',
    path: [{ key: 'pay' }, { key }],
    value,
  });
  const filter = extension('probe', `envoy.extensions.filters.http.${TYPE}`, config(one, { p1: provider }));
  const routes: readonly JsonObject[] = [
    {
      name: 'claim',
      match: {
        prefix: '/',
        dynamic_metadata: [
          metadata('sub', { string_match: { exact: 's' } }),
          metadata('scope', { list_match: { one_of: { string_match: { exact: 'y' } } } }),
        ],
      },
      route: { cluster: 'c1' },
    },
    { name: 'rest', match: { prefix: '/' }, route: { cluster: 'c1' } },
  ];
  const sent = (line: string, ...headers: readonly HeaderLine[]) =>
    outcomeOf({ filters: [filter], routes }, { line, headers });

  test('claims as headers, in place of forged ones; the token is taken away', () => {
    const outcome = sent('GET /', bearer(OWN), ['x-sub', 'forged']);
    expect(['x-sub', 'x-n', 'x-f', 'x-o.k', 'authorization'].map((name) => headerUp(outcome, name))).toEqual([
      's',
      '5',
      '1.500000',
      'v',
      '-',
    ]);
    expect(headerUp(outcome, 'x-pay')).toBe(OWN.split('.')[1]);
  });
  test('the query without the token, written anew', () =>
    expect(pathUp(sent(`GET /?z=1&access_token=${OWN}&b=%41&a&b=2`))).toBe('/?a=&b=A&b=2&z=1'));
  test('the route is chosen by what the token says', () => expect(sent('GET /', bearer(OWN)).route).toBe('claim'));
  test('and by nothing else where it says nothing', () =>
    expect(sent('GET /', bearer(signedToken(claims(), 'ed'))).route).toBe('rest'));
});

describe('keys that only the proxy has', () => {
  const remote = (cluster: string): JsonObject => ({
    p1: { issuer: 'i1', remote_jwks: { http_uri: { uri: 'http://x/', cluster, timeout: '1s' } } },
  });
  const run = (cluster: string, headers: readonly HeaderLine[]): string =>
    answer(
      outcomeOf(
        { filters: [extension('jwt', `envoy.extensions.filters.http.${TYPE}`, config(one, remote(cluster)))] },
        { line: 'GET /', headers },
      ),
    );
  test.each<[string, string, string]>([
    ['a token of the issuer', run('c1', [bearer(OWN)]), 'unknown the signature of a token of i1 (remote_jwks)'],
    ['no token', run('c1', []), MISSING],
    ['an expired one', run('c1', [bearer(EXPIRED)]), denied(401, 'Jwt is expired')],
    ['their cluster is not there', run('none', [bearer(OWN)]), denied(401, 'Jwks remote fetch is failed')],
  ])('%s', (_row, got, expected) => expect(got).toBe(expected));
});
