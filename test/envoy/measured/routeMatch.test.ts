import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import type { HeaderLine } from '../../proof/envoy/Configuration.js';
import { outcomeOf } from './measured.js';

/* Measured on Envoy 1.40.0, section D: route matches. */

interface Asked {
  readonly headers?: readonly HeaderLine[];
  readonly method?: string;
  readonly version?: string;
  readonly routeConfig?: JsonObject;
}

/** Whether a route with this match takes the request. */
function hits(
  match: JsonObject,
  target: string,
  { headers = [], method = 'GET', version = '1.40.0', routeConfig = {} }: Asked = {},
): boolean {
  const routes = [{ name: 'tested', match, route: { cluster: 'c1' } }];
  const sent =
    method === 'CONNECT' ? { line: `CONNECT ${target}`, authority: target } : { line: `${method} ${target}`, headers };
  return outcomeOf({ routes, version, routeConfig }, sent).route === 'tested';
}

const template = (path_template: string): JsonObject => ({
  path_match_policy: {
    name: 'uri',
    typed_config: {
      '@type': 'type.googleapis.com/envoy.extensions.path.match.uri_template.v3.UriTemplateMatchConfig',
      path_template,
    },
  },
});

describe('D.1 specifiers', () => {
  test.each<[string, JsonObject, readonly string[], readonly string[]]>([
    ['prefix /foo', { prefix: '/foo' }, ['/foo', '/foobar', '/foo?x', '/foo/../x'], ['/FOO']],
    ['prefix ""', { prefix: '' }, ['/', '/any'], []],
    ['path /foo', { path: '/foo' }, ['/foo', '/foo?a=b'], ['/foo/', '/foo;a', '/foo%20']],
    ['path with a query', { path: '/foo?a=b' }, [], ['/foo?a=b', '/foo']],
    ['prefix with a query', { prefix: '/foo?a' }, [], ['/foo?a=b']],
    ['case_sensitive false, prefix', { prefix: '/foo', case_sensitive: false }, ['/FOO'], ['/FO']],
    ['case_sensitive false, path', { path: '/foo', case_sensitive: false }, ['/FOO'], ['/FOO/']],
    [
      'case_sensitive false, path_separated_prefix',
      { path_separated_prefix: '/foo', case_sensitive: false },
      ['/FOO/x'],
      ['/FOOx'],
    ],
    ['case_sensitive false, safe_regex', { safe_regex: { regex: '/foo' }, case_sensitive: false }, ['/foo'], ['/FOO']],
    ['path_separated_prefix', { path_separated_prefix: '/foo' }, ['/foo', '/foo/', '/foo/x', '/foo?x'], ['/foobar']],
    ['safe_regex', { safe_regex: { regex: '/a.c' } }, ['/abc', '/abc?q', '/a/c'], ['/abcd', '/x/abc']],
    ['safe_regex for ?', { safe_regex: { regex: '/a\\?q' } }, [], ['/a?q']],
    ['uri_template /a/*', template('/a/*'), ['/a/x', '/a/x%2Fy', '/a/x;y', '/a/x?q'], ['/a', '/a/', '/a/x/y']],
    ['uri_template /b/{x}/c', template('/b/{x}/c'), ['/b/1/c'], ['/b//c']],
    ['uri_template /g/*.m3u8', template('/g/*.m3u8'), ['/g/x.m3u8'], ['/g/.m3u8']],
    ['uri_template /i/{v=**}.ts', template('/i/{v=**}.ts'), ['/i/a/b.ts'], ['/i/a/b.mp4']],
    ['uri_template /e/{x=v/*}/z', template('/e/{x=v/*}/z'), ['/e/v/1/z'], ['/e/w/1/z']],
    ['uri_template /d/**', template('/d/**'), ['/d/', '/d/x/y/'], ['/d']],
    ['uri_template /h/**/z.mp4', template('/h/**/z.mp4'), ['/h/1/2/z.mp4'], ['/h/z.mp4']],
  ])('%s', (_row, match, hit, miss) => {
    expect(hit.filter((target) => !hits(match, target))).toEqual([]);
    expect(miss.filter((target) => hits(match, target))).toEqual([]);
  });

  test('ignore_path_parameters_in_path_matching', () => {
    const routeConfig = { ignore_path_parameters_in_path_matching: true };
    expect(hits({ path: '/foo' }, '/foo;v=1?x', { routeConfig })).toBe(true);
    expect(hits({ path: '/foo' }, '/foo;v=1/bar', { routeConfig })).toBe(false);
    expect(hits({ path: '/foo' }, '/foo;v=1/bar', { routeConfig, version: '1.39.0' })).toBe(true);
  });

  test('connect_matcher takes CONNECT only', () => {
    expect(hits({ connect_matcher: {} }, 'a.com:443', { method: 'CONNECT' })).toBe(true);
    expect(hits({ connect_matcher: {} }, '/')).toBe(false);
  });

  test.each([
    ['application/grpc', true],
    ['application/grpc+proto', true],
    ['application/grpc-web', false],
    ['application/grpc;x', false],
    ['application/grpcfoo', false],
    ['APPLICATION/GRPC', false],
  ])('grpc: %s %s', (type, expected) =>
    expect(hits({ prefix: '/', grpc: {} }, '/', { headers: [['content-type', type]] })).toBe(expected),
  );

  test.each<[JsonObject, boolean]>([
    [{ presented: false }, true],
    [{ validated: false }, true],
    [{}, true],
    [{ presented: true }, false],
  ])('tls_context %j in plaintext: %s', (tls_context, expected) =>
    expect(hits({ prefix: '/', tls_context }, '/')).toBe(expected),
  );
});

describe('D.2 cookies', () => {
  const cookie = (more: JsonObject): JsonObject => ({
    prefix: '/',
    cookies: [{ name: 'a', string_match: { exact: '2' }, ...more }],
  });
  test.each<[string, JsonObject, readonly string[], boolean]>([
    ['the first of that name', {}, ['a=2; a=1'], true],
    ['not the second', {}, ['a=1; a=2'], false],
    ['over all headers', {}, ['b=1', 'a=2'], true],
    ['double quotes are removed', {}, ['a="2"'], true],
    ['the name has a case', {}, ['A=2'], false],
    ['spaces around = are not accepted', {}, ['a = 2'], false],
    ['absent', {}, [], false],
    ['absent, inverted: a hit, unlike headers', { invert_match: true }, [], true],
    ['present, inverted', { invert_match: true }, ['a=2'], false],
  ])('%s', (_row, more, values, expected) =>
    expect(hits(cookie(more), '/', { headers: values.map((value) => ['cookie', value] as const) })).toBe(expected),
  );
});

describe('D.3 headers', () => {
  const header = (matcher: JsonObject): JsonObject => ({ prefix: '/', headers: [{ name: 'x-h', ...matcher }] });
  const exact = (value: string): JsonObject => ({ string_match: { exact: value } });
  test.each<[string, JsonObject, string | undefined, boolean]>([
    ['exact', exact('a'), 'a', true],
    ['exact: case', exact('a'), 'A', false],
    ['exact: a trailing space is trimmed', exact('a'), 'a ', true],
    ['exact: empty', exact('a'), '', false],
    ['exact: absent', exact('a'), undefined, false],
    ['inverted: another', { ...exact('a'), invert_match: true }, 'b', true],
    ['inverted: absent misses', { ...exact('a'), invert_match: true }, undefined, false],
    ['present_match true', { present_match: true }, 'x', true],
    ['present_match true, absent', { present_match: true }, undefined, false],
    ['present_match false', { present_match: false }, 'x', false],
    ['present_match false, absent', { present_match: false }, undefined, true],
    ['present_match true inverted, absent', { present_match: true, invert_match: true }, undefined, true],
    ['present_match false inverted', { present_match: false, invert_match: true }, 'x', true],
    ['no specifier', {}, 'x', true],
    ['no specifier, absent', {}, undefined, false],
    ['no specifier inverted', { invert_match: true }, 'x', false],
    ['no specifier inverted, absent', { invert_match: true }, undefined, true],
    ['exact_match "" takes any value', { exact_match: '' }, 'x', true],
    ['exact_match "", absent', { exact_match: '' }, undefined, false],
    ['string_match exact ""', exact(''), '', true],
    ['string_match exact "", a value', exact(''), 'x', false],
    ['string_match exact "", absent', exact(''), undefined, false],
    ['range and 0x4', { range_match: { start: -10, end: 5 } }, '0x4', false],
    ['as empty: exact ""', { ...exact(''), treat_missing_header_as_empty: true }, undefined, true],
    [
      'as empty: exact a inverted',
      { ...exact('a'), invert_match: true, treat_missing_header_as_empty: true },
      undefined,
      true,
    ],
    ['as empty: present true', { present_match: true, treat_missing_header_as_empty: true }, undefined, true],
    ['as empty: present false', { present_match: false, treat_missing_header_as_empty: true }, undefined, false],
    ['as empty: range', { range_match: { start: 0, end: 5 }, treat_missing_header_as_empty: true }, undefined, false],
    ['as empty: none', { treat_missing_header_as_empty: true }, undefined, true],
    ['as empty: .*', { safe_regex_match: { regex: '.*' }, treat_missing_header_as_empty: true }, undefined, true],
  ])('%s', (_row, matcher, value, expected) =>
    expect(hits(header(matcher), '/', { headers: value === undefined ? [] : [['x-h', value]] })).toBe(expected),
  );

  test.each([
    [['-10', '-9', '4', '+4', '04', ' 4'], true],
    [['5', '4.5', '0x4', '4a', 'foo', ''], false],
  ])('range [-10,5): %j', (values, expected) => {
    const match = header({ range_match: { start: -10, end: 5 } });
    expect(values.map((value) => hits(match, '/', { headers: [['x-h', value]] }))).toEqual(values.map(() => expected));
  });

  test.each(['host', 'HOST', ':authority'])('%s is the authority', (name) => {
    expect(hits({ prefix: '/', headers: [{ name, string_match: { exact: 'example.com' } }] }, '/')).toBe(true);
    expect(hits({ prefix: '/', headers: [{ name, string_match: { exact: 'Example.com' } }] }, '/')).toBe(false);
  });

  test(':path has the query', () =>
    expect(hits({ prefix: '/', headers: [{ name: ':path', string_match: { exact: '/a?q' } }] }, '/a?q')).toBe(true));

  test.each<[string, JsonObject, readonly string[], boolean, boolean]>([
    ['[b,a] exact a', exact('a'), ['b', 'a'], true, false],
    ['exact "b,a"', exact('b,a'), ['b', 'a'], false, true],
    ['contains ","', { string_match: { contains: ',' } }, ['b', 'a'], false, true],
    ['exact a inverted [b,c]', { ...exact('a'), invert_match: true }, ['b', 'c'], true, true],
    ['exact a inverted [b,a]', { ...exact('a'), invert_match: true }, ['b', 'a'], false, true],
  ])('repeated: %s, since 1.39.0 and up to 1.38.3', (_row, matcher, values, newer, older) => {
    const headers = values.map((value) => ['x-h', value] as const);
    expect(hits(header(matcher), '/', { headers })).toBe(newer);
    expect(hits(header(matcher), '/', { headers, version: '1.38.3' })).toBe(older);
  });
});

describe('D.4 query parameters', () => {
  const query = (matcher: JsonObject, name = 'a'): JsonObject => ({
    prefix: '/',
    query_parameters: [{ name, ...matcher }],
  });
  const exact = (value: string): JsonObject => ({ string_match: { exact: value } });
  test.each<[string, JsonObject, string, boolean]>([
    ['first value', query(exact('1')), '/?a=1&a=2', true],
    ['not the second', query(exact('2')), '/?a=1&a=2', false],
    ['no percent decoding of values', query(exact('%31')), '/?a=%31', true],
    ['no percent decoding of names', query(exact('1')), '/?%61=1', false],
    ['+ is itself', query(exact('1+2')), '/?a=1+2', true],
    ['?a is an empty value', query(exact('')), '/?a', true],
    ['&a=b', query(exact('b')), '/?&a=b', true],
    ['??a=b has key ?a', query(exact('b'), '?a'), '/??a=b', true],
    ['; is no separator', query(exact('1')), '/?a=1;b=2', false],
    ['case', query(exact('x')), '/?a=X', false],
    ['ignore_case', query({ string_match: { exact: 'x', ignore_case: true } }), '/?a=X', true],
    ['present_match false', query({ present_match: false }), '/?b', true],
    ['present_match false, present', query({ present_match: false }), '/?a', false],
    ['no specifier: present', query({}), '/?a=1', true],
  ])('%s', (_row, match, target, expected) => expect(hits(match, target)).toBe(expected));
});
