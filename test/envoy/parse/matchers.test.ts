import { describe, expect, it } from 'vitest';
import { parseHeaderMatcher } from '../../../src/envoy/parse/parseHeaderMatcher.js';
import { parseMetadataMatcher } from '../../../src/envoy/parse/parseMetadataMatcher.js';
import { parseCookieMatcher, parseQueryParameterMatcher } from '../../../src/envoy/parse/parseQueryParameterMatcher.js';
import { parseStringMatcher } from '../../../src/envoy/parse/parseStringMatcher.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';

const AT = '/m';

describe('StringMatcher', () => {
  it.each<[string, JsonObject, object]>([
    ['exact', { exact: 'a' }, { kind: 'exact', value: 'a', ignoreCase: false }],
    ['exact "" is set', { exact: '' }, { kind: 'exact', value: '', ignoreCase: false }],
    ['ignore_case', { prefix: 'a', ignore_case: true }, { kind: 'prefix', value: 'a', ignoreCase: true }],
    ['ignoreCase', { suffix: 'a', ignoreCase: true }, { kind: 'suffix', value: 'a', ignoreCase: true }],
    ['contains', { contains: 'a' }, { kind: 'contains', value: 'a', ignoreCase: false }],
    ['safe_regex', { safe_regex: { regex: 'a.*' } }, { kind: 'safe_regex', regex: 'a.*' }],
    ['safe_regex names its engine', { safe_regex: { google_re2: {}, regex: 'a' } }, { kind: 'safe_regex', regex: 'a' }],
    ['v2 regex is ECMAScript', { regex: 'a' }, { kind: 'ecmascript', regex: 'a' }],
    ['hidden_envoy_deprecated_regex', { hidden_envoy_deprecated_regex: 'a' }, { kind: 'ecmascript', regex: 'a' }],
    ['custom is not modelled', { custom: { name: 'x' } }, { kind: 'unsupported', field: 'custom' }],
    ['nothing set', {}, { kind: 'unsupported', field: 'match_pattern' }],
    ['a pattern of the wrong shape', { exact: 7 }, { kind: 'unsupported', field: 'exact' }],
    ['two patterns', { exact: 'a', prefix: 'b' }, { kind: 'unsupported', field: 'prefix' }],
  ])('%s', (_name, json, matcher) => {
    expect(parseStringMatcher(json, AT)).toEqual(matcher);
  });
});

describe('HeaderMatcher', () => {
  const prefix = { kind: 'string_match', matcher: { kind: 'prefix', value: 'a', ignoreCase: false } };

  it.each<[string, JsonObject, object]>([
    ['none', {}, { kind: 'none' }],
    ['string_match', { string_match: { prefix: 'a' } }, prefix],
    ['prefix_match', { prefix_match: 'a' }, prefix],
    ['prefixMatch', { prefixMatch: 'a' }, prefix],
    ['exact_match keeps its own rule for ""', { exact_match: '' }, strings({ kind: 'legacy_exact', value: '' })],
    ['suffix_match', { suffix_match: 'a' }, strings({ kind: 'suffix', value: 'a', ignoreCase: false })],
    ['contains_match', { contains_match: 'a' }, strings({ kind: 'contains', value: 'a', ignoreCase: false })],
    ['safe_regex_match', { safe_regex_match: { regex: 'a' } }, strings({ kind: 'safe_regex', regex: 'a' })],
    ['v2 regex_match', { regex_match: 'a' }, strings({ kind: 'ecmascript', regex: 'a' })],
    ['v1 value', { value: 'a' }, strings({ kind: 'legacy_exact', value: 'a' })],
    ['v1 value, regex', { value: 'a', regex: true }, strings({ kind: 'ecmascript', regex: 'a' })],
    ['present_match', { present_match: true }, { kind: 'present_match', present: true }],
    ['present_match false', { present_match: false }, { kind: 'present_match', present: false }],
    ['range_match', { range_match: { start: '-5', end: 9 } }, { kind: 'range_match', start: -5n, end: 9n }],
    [
      'range_match from 0',
      { range_match: { end: '9223372036854775807' } },
      { kind: 'range_match', start: 0n, end: 9223372036854775807n },
    ],
    ['range_match that is none', { range_match: { end: 'x' } }, strings({ kind: 'unsupported', field: 'range_match' })],
    ['a field of a later release', { frob_match: 'a' }, strings({ kind: 'unsupported', field: 'frob_match' })],
  ])('%s', (_name, json, specifier) => {
    expect(parseHeaderMatcher({ name: 'x', ...json }, AT)).toEqual({
      at: AT,
      name: 'x',
      invertMatch: false,
      treatMissingHeaderAsEmpty: false,
      specifier,
    });
  });

  it('invert_match and treat_missing_header_as_empty', () => {
    const json = { name: 'x', invert_match: true, treat_missing_header_as_empty: true };
    expect(parseHeaderMatcher(json, AT)).toMatchObject({ invertMatch: true, treatMissingHeaderAsEmpty: true });
  });

  function strings(matcher: object) {
    return { kind: 'string_match', matcher };
  }
});

describe('QueryParameterMatcher', () => {
  it.each<[string, JsonObject, object]>([
    ['none', {}, { kind: 'none' }],
    ['present_match', { present_match: false }, { kind: 'present_match', present: false }],
    ['string_match', { string_match: { exact: 'a' } }, exact('a')],
    ['v2 value', { value: 'a' }, exact('a')],
    [
      'v2 value, regex',
      { value: 'a', regex: { value: true } },
      { kind: 'string_match', matcher: { kind: 'ecmascript', regex: 'a' } },
    ],
    ['v2 value "" is presence', { value: '' }, { kind: 'none' }],
    ['unknown', { frob: 1 }, { kind: 'string_match', matcher: { kind: 'unsupported', field: 'frob' } }],
  ])('%s', (_name, json, specifier) => {
    expect(parseQueryParameterMatcher({ name: 'q', ...json }, AT)).toEqual({ at: AT, name: 'q', specifier });
  });

  function exact(value: string) {
    return { kind: 'string_match', matcher: { kind: 'exact', value, ignoreCase: false } };
  }
});

it('CookieMatcher', () => {
  expect(parseCookieMatcher({ name: 'c', string_match: { exact: 'a' }, invert_match: true }, AT)).toEqual({
    at: AT,
    name: 'c',
    invertMatch: true,
    matcher: { kind: 'exact', value: 'a', ignoreCase: false },
  });
});

describe('MetadataMatcher', () => {
  it.each<[string, JsonObject, object]>([
    ['null_match', { null_match: {} }, { kind: 'null_match' }],
    ['bool_match', { bool_match: true }, { kind: 'bool_match', value: true }],
    ['present_match', { present_match: true }, { kind: 'present_match', value: true }],
    ['double_match, exact', { double_match: { exact: 1.5 } }, { kind: 'double_match', exact: 1.5 }],
    [
      'double_match, range',
      { double_match: { range: { start: 1, end: 2 } } },
      { kind: 'double_match', start: 1, end: 2 },
    ],
    [
      'list_match',
      { list_match: { one_of: { bool_match: true } } },
      { kind: 'list_match', oneOf: { kind: 'bool_match', value: true } },
    ],
    [
      'or_match',
      { or_match: { value_matchers: [{ bool_match: false }] } },
      { kind: 'or_match', matchers: [{ kind: 'bool_match', value: false }] },
    ],
    ['unknown', { frob_match: 1 }, { kind: 'unsupported', field: 'frob_match' }],
  ])('%s', (_name, value, expected) => {
    const json = { filter: 'istio_authn', path: [{ key: 'request.auth.claims' }, { key: 'iss' }], value, invert: true };
    expect(parseMetadataMatcher(json, AT)).toEqual({
      at: AT,
      filter: 'istio_authn',
      path: ['request.auth.claims', 'iss'],
      value: expected,
      invert: true,
    });
  });
});
