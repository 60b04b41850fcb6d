import { expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/text/json/JsonValue.js';
import type { HeaderLine } from '../../../proof/envoy/Configuration.js';
import { answerOf, per, wrapped, type FilterCase } from './answerOf.js';

/* Measured on Envoy 1.40.0: source/extensions/filters/http/csrf/csrf_filter.cc. */

const TYPE = 'csrf.v3.CsrfPolicy';
const enabled = (numerator: number): JsonObject => ({ filter_enabled: { default_value: { numerator } } });
const shadow: JsonObject = { ...enabled(0), shadow_enabled: { default_value: { numerator: 100 } } };
const also: JsonObject = { ...enabled(100), additional_origins: [{ exact: 'b.com' }, { suffix: '.c.com' }] };
const on = { type: TYPE, config: enabled(100) };
const OK = '200 via_upstream';
const DENIED = '403 csrf_origin_mismatch';
const FOREIGN: readonly HeaderLine[] = [['origin', 'http://b.com']];

const post = (headers: readonly HeaderLine[], filter: FilterCase = on, authority = 'example.com'): string =>
  answerOf(filter, { line: 'POST /', headers, authority });

test.each<[string, string, string]>([
  ['own origin', post([['origin', 'http://example.com']]), OK],
  ['another scheme', post([['origin', 'https://example.com/']]), OK],
  ['with a name of a user', post([['origin', 'http://u@example.com']]), OK],
  ['without a scheme', post([['origin', 'example.com']]), OK],
  ['a port that goes without saying', post([['origin', 'http://example.com:80']]), DENIED],
  ['the port of the host', post([['origin', 'http://example.com:8080']], on, 'example.com:8080'), OK],
  ['the port of the host is missing', post([['origin', 'http://example.com']], on, 'example.com:80'), DENIED],
  ['capital letters', post([['origin', 'http://example.com']], on, 'EXAMPLE.com'), DENIED],
  ['null', post([['origin', 'null']]), DENIED],
  [
    'null, though additional_origins has it',
    post([['origin', 'null']], { type: TYPE, config: { ...enabled(100), additional_origins: [{ exact: 'null' }] } }),
    DENIED,
  ],
  ['null, though the host is called so', post([['origin', 'null']], on, 'null'), DENIED],
  ['referer', post([['referer', 'http://example.com/a/b?c']]), OK],
  [
    'an empty origin, referer',
    post([
      ['origin', ''],
      ['referer', 'http://example.com/a'],
    ]),
    OK,
  ],
  ['a foreign origin, own referer', post([...FOREIGN, ['referer', 'http://example.com/']]), DENIED],
  ['neither', post([]), DENIED],
  ['gRPC', post([['content-type', 'application/grpc']]), '200 csrf_origin_mismatch'],
  ['additional_origins exact', post(FOREIGN, { type: TYPE, config: also }), OK],
  ['additional_origins suffix', post([['origin', 'http://x.c.com']], { type: TYPE, config: also }), OK],
  ['additional_origins miss', post([['origin', 'http://c.com']], { type: TYPE, config: also }), DENIED],
  ['filter_enabled 0', post(FOREIGN, { type: TYPE, config: enabled(0) }), OK],
  ['shadow_enabled only', post(FOREIGN, { type: TYPE, config: shadow }), OK],
  ['off for the route', post(FOREIGN, { ...on, perRoute: per(TYPE, enabled(0)) }), OK],
  ['on for the route', post(FOREIGN, { type: TYPE, config: enabled(0), perRoute: per(TYPE, enabled(100)) }), DENIED],
  ['disabled for the route', post(FOREIGN, { ...on, perRoute: wrapped({ disabled: true }) }), OK],
  ['no route', post(FOREIGN, { ...on, noRoute: true }), DENIED],
])('csrf: %s', (_row, got, expected) => expect(got).toBe(expected));

test.each([
  ['GET', OK],
  ['HEAD', OK],
  ['OPTIONS', OK],
  ['PUT', DENIED],
  ['DELETE', DENIED],
  ['PATCH', DENIED],
])('csrf: %s', (method, expected) => expect(answerOf(on, { line: `${method} /`, headers: FOREIGN })).toBe(expected));
