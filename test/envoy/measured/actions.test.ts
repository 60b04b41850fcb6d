import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import type { HeaderLine } from '../../proof/envoy/Configuration.js';
import { answer, headerUp, outcomeOf, pathUp } from './measured.js';

/* Measured on Envoy 1.40.0, section E: what routes do. */

const to = (match: JsonObject, route: JsonObject): JsonObject => ({
  name: 'tested',
  match,
  route: { cluster: 'c1', ...route },
});

describe('E.1 cluster choice', () => {
  const ROOT: JsonObject = { prefix: '/' };
  const byHeader = (more: JsonObject = {}, header = 'x-c'): JsonObject => ({
    name: 'tested',
    match: ROOT,
    route: { cluster_header: header, ...more },
  });
  test.each<[string, JsonObject, readonly HeaderLine[], string]>([
    ['missing', {}, [], '503 NC cluster_not_found'],
    ['empty', {}, [['x-c', '']], '503 NC cluster_not_found'],
    ['an unknown name', {}, [['x-c', 'ghost']], '503 NC cluster_not_found'],
    ['NOT_FOUND', { cluster_not_found_response_code: 'NOT_FOUND' }, [], '404 NC cluster_not_found'],
    [
      'INTERNAL_SERVER_ERROR',
      { cluster_not_found_response_code: 'INTERNAL_SERVER_ERROR' },
      [],
      '500 NC cluster_not_found',
    ],
    ['a known name', {}, [['x-c', 'c2']], '200 via_upstream'],
  ])('cluster_header: %s', (_row, more, headers, expected) =>
    expect(answer(outcomeOf({ routes: [byHeader(more)] }, { line: 'GET /', headers }))).toBe(expected),
  );

  test('cluster_header: of two values the first', () =>
    expect(
      outcomeOf(
        { routes: [byHeader()] },
        {
          line: 'GET /',
          headers: [
            ['x-c', 'c2'],
            ['x-c', 'c3'],
          ],
        },
      ).cluster,
    ).toBe('c2'));

  test('cluster_header: `:authority`', () =>
    expect(outcomeOf({ routes: [byHeader({}, ':authority')] }, { line: 'GET /', authority: 'c3' }).cluster).toBe('c3'));

  const weighted = (weights: readonly number[], more: JsonObject = {}): JsonObject => ({
    name: 'tested',
    match: ROOT,
    route: {
      weighted_clusters: {
        clusters: weights.map((weight, index) => ({ name: `c${index + 1}`, weight })),
        header_name: 'x-w',
        ...more,
      },
    },
  });
  test.each([
    ['0', 'c1'],
    ['24', 'c1'],
    ['25', 'c2'],
    ['49', 'c2'],
    ['50', 'c3'],
    ['99', 'c3'],
    ['100', 'c1'],
    ['125', 'c2'],
  ])('weights 25/25/50, x-w %s: %s', (value, expected) =>
    expect(outcomeOf({ routes: [weighted([25, 25, 50])] }, { line: 'GET /', headers: [['x-w', value]] }).cluster).toBe(
      expected,
    ),
  );

  test('weights 0/10/0: the middle', () =>
    expect(outcomeOf({ routes: [weighted([0, 10, 0])] }, { line: 'GET /', headers: [['x-w', '3']] }).cluster).toBe(
      'c2',
    ));

  test('an unknown cluster of an RDS route', () =>
    expect(answer(outcomeOf({ routes: [to(ROOT, { cluster: 'ghost' })] }, { line: 'GET /' }))).toBe(
      '503 NC cluster_not_found',
    ));

  test('non_forwarding_action', () =>
    expect(answer(outcomeOf({ routes: [{ match: ROOT, non_forwarding_action: {} }] }, { line: 'GET /' }))).toBe(
      '503 NC cluster_not_found',
    ));
});

describe('E.2 redirect', () => {
  const location = (
    redirect: JsonObject,
    target: string,
    authority = 'example.com',
    match: JsonObject = { prefix: '/' },
    headers: readonly HeaderLine[] = [],
  ): string =>
    outcomeOf({ routes: [{ match, redirect }] }, { line: `GET ${target}`, authority, headers }).location ?? '';
  const https: readonly HeaderLine[] = [['x-forwarded-proto', 'https']];
  test.each<[string, string, string]>([
    [
      'host_redirect new.com',
      location({ host_redirect: 'new.com' }, '/host/a?b=1', 'a.com:8080'),
      'http://new.com/host/a?b=1',
    ],
    ['host_redirect n:99', location({ host_redirect: 'n:99' }, '/'), 'http://n:99/'],
    [
      'host_redirect n:99 + port_redirect 7',
      location({ host_redirect: 'n:99', port_redirect: 7 }, '/'),
      'http://n:99:7/',
    ],
    ['path_redirect /np', location({ path_redirect: '/np' }, '/?q=1'), 'http://example.com/np?q=1'],
    ['path_redirect /np?a=1', location({ path_redirect: '/np?a=1' }, '/?q=1'), 'http://example.com/np?a=1'],
    ['path_redirect is no format', location({ path_redirect: '/%REQ(x-a)%' }, '/'), 'http://example.com/%REQ(x-a)%'],
    [
      'prefix_rewrite /x/ on prefix /pre/',
      location({ prefix_rewrite: '/x/' }, '/pre/a?q=1', undefined, { prefix: '/pre/' }),
      'http://example.com/x/a?q=1',
    ],
    [
      'prefix_rewrite /x?z=1 on prefix /preq',
      location({ prefix_rewrite: '/x?z=1' }, '/preq/a?q=1', undefined, { prefix: '/preq' }),
      'http://example.com/x?z=1/a?q=1',
    ],
    [
      'prefix_rewrite on path',
      location({ prefix_rewrite: '/zz' }, '/exact?q', undefined, { path: '/exact' }),
      'http://example.com/zz?q',
    ],
    [
      'prefix_rewrite on regex',
      location({ prefix_rewrite: '/zz' }, '/rest', undefined, { safe_regex: { regex: '/re.*' } }),
      'http://example.com/zz',
    ],
    ['https_redirect drops :80', location({ https_redirect: true }, '/', 'a.com:80'), 'https://a.com/'],
    ['https_redirect drops :80 of IPv6', location({ https_redirect: true }, '/', '[::1]:80'), 'https://[::1]/'],
    ['https_redirect keeps :8080', location({ https_redirect: true }, '/', 'a.com:8080'), 'https://a.com:8080/'],
    ['https_redirect keeps :443', location({ https_redirect: true }, '/', 'a.com:443'), 'https://a.com:443/'],
    ['scheme_redirect ftp drops :80', location({ scheme_redirect: 'ftp' }, '/', 'a.com:80'), 'ftp://a.com/'],
    [
      'scheme_redirect http drops :443',
      location({ scheme_redirect: 'http' }, '/', 'a.com:443', undefined, https),
      'http://a.com/',
    ],
    [
      'https_redirect of https',
      location({ https_redirect: true }, '/', 'a.com:443', undefined, https),
      'https://a.com:443/',
    ],
    ['port_redirect 8080', location({ port_redirect: 8080 }, '/', 'a.com:80'), 'http://a.com:8080/'],
    ['port_redirect 80 is written out', location({ port_redirect: 80 }, '/', 'n'), 'http://n:80/'],
    [
      'the scheme is that of x-forwarded-proto',
      location({}, '/', 'example.com', undefined, https),
      'https://example.com/',
    ],
    ['strip_query + host_redirect', location({ strip_query: true, host_redirect: 'n' }, '/?q=1'), 'http://n/'],
    [
      'strip_query + path_redirect with ?',
      location({ strip_query: true, path_redirect: '/p?a' }, '/?q=1'),
      'http://example.com/p?a',
    ],
    ['{} is a redirect to itself', location({}, '/a?b'), 'http://example.com/a?b'],
  ])('%s', (_row, got, expected) => expect(got).toBe(expected));

  test.each([
    [undefined, '301'],
    ['FOUND', '302'],
    ['SEE_OTHER', '303'],
    ['TEMPORARY_REDIRECT', '307'],
    ['PERMANENT_REDIRECT', '308'],
  ])('response_code %s: %s', (code, expected) =>
    expect(
      outcomeOf(
        { routes: [{ match: { prefix: '/' }, redirect: code === undefined ? {} : { response_code: code } }] },
        { line: 'GET /' },
      ).status,
    ).toBe(expected),
  );
});

describe('E.3 rewrites and host', () => {
  const rewritten = (match: JsonObject, route: JsonObject, target: string): string =>
    pathUp(outcomeOf({ routes: [to(match, route)] }, { line: `GET ${target}` }));
  const regex = (pattern: string, substitution: string): JsonObject => ({
    regex_rewrite: { pattern: { regex: pattern }, substitution },
  });
  test.each<[string, string, string]>([
    ['prefix /foo/ -> /', rewritten({ prefix: '/foo/' }, { prefix_rewrite: '/' }, '/foo/b?x=1'), '/b?x=1'],
    ['prefix /foo -> /bar', rewritten({ prefix: '/foo' }, { prefix_rewrite: '/bar' }, '/foobar'), '/barbar'],
    ['prefix /a -> /: //b', rewritten({ prefix: '/a' }, { prefix_rewrite: '/' }, '/a/b'), '//b'],
    ['prefix /a -> /: /b', rewritten({ prefix: '/a' }, { prefix_rewrite: '/' }, '/ab'), '/b'],
    ['path /exact -> /new', rewritten({ path: '/exact' }, { prefix_rewrite: '/new' }, '/exact?q=1'), '/new?q=1'],
    [
      'regex match + prefix_rewrite',
      rewritten({ safe_regex: { regex: '/re/.*' } }, { prefix_rewrite: '/zz' }, '/re/a?q=1'),
      '/zz?q=1',
    ],
    ['path_separated_prefix -> /', rewritten({ path_separated_prefix: '/pss' }, { prefix_rewrite: '/' }, '/pss'), '/'],
    [
      'path_separated_prefix -> /: deeper',
      rewritten({ path_separated_prefix: '/pss' }, { prefix_rewrite: '/' }, '/pss/x'),
      '//x',
    ],
    ['prefix_rewrite with a query', rewritten({ prefix: '/q' }, { prefix_rewrite: '/n?z=1' }, '/q?a=2'), '/n?z=1?a=2'],
    ['prefix_rewrite ""', rewritten({ prefix: '/zed' }, { prefix_rewrite: '' }, '/zed'), '/zed'],
    [
      'regex_rewrite is global, and leaves the query',
      rewritten({ prefix: '/' }, regex('/a', '/b'), '/a/a/a?/a'),
      '/b/b/b?/a',
    ],
    ['regex_rewrite \\0', rewritten({ prefix: '/' }, regex('x', '\\0\\0'), '/rxx'), '/rxxxx'],
    ['regex_rewrite without match', rewritten({ prefix: '/' }, regex('/zzz', '/b'), '/n/1'), '/n/1'],
  ])('%s', (_row, got, expected) => expect(got).toBe(expected));

  const up = (route: JsonObject, name: string, headers: readonly HeaderLine[] = [], target = '/p'): string =>
    headerUp(outcomeOf({ routes: [to({ prefix: '/' }, route)] }, { line: `GET ${target}`, headers }), name);
  test.each<[string, string, string]>([
    ['x-envoy-original-path has the query', up({ prefix_rewrite: '/n' }, 'x-envoy-original-path', [], '/?q'), '/?q'],
    ['prefix_rewrite "" leaves no x-envoy-original-path', up({ prefix_rewrite: '' }, 'x-envoy-original-path'), '-'],
    ['regex_rewrite without match leaves it', up(regex('zzz', 'b'), 'x-envoy-original-path'), '/p'],
    ['host_rewrite_literal', up({ host_rewrite_literal: 'lit' }, 'host'), 'lit'],
    ['x-envoy-original-host', up({ host_rewrite_literal: 'lit' }, 'x-envoy-original-host'), 'example.com'],
    ['host_rewrite_header missing', up({ host_rewrite_header: 'x-h' }, 'host'), 'example.com'],
    [
      'host_rewrite_header, two values',
      up({ host_rewrite_header: 'x-h' }, 'host', [
        ['x-h', 'one'],
        ['x-h', 'two'],
      ]),
      'one',
    ],
    [
      'host_rewrite_path_regex without match',
      up({ host_rewrite_path_regex: { pattern: { regex: 'zzz' }, substitution: 'h' } }, 'host'),
      '/p',
    ],
    ['auto_host_rewrite without hostname', up({ auto_host_rewrite: true }, 'host'), 'example.com'],
    [
      'append_x_forwarded_host',
      up({ host_rewrite_literal: 'l', append_x_forwarded_host: true }, 'x-forwarded-host', [
        ['x-forwarded-host', 'old'],
      ]),
      'old,example.com',
    ],
  ])('%s', (_row, got, expected) => expect(got).toBe(expected));
});

describe('E.4 header mutations', () => {
  const add = (value: string, action: string): JsonObject => ({
    request_headers_to_add: [{ header: { key: 'x-l', value }, append_action: action }],
  });
  const seen = (action: string, mostSpecific: boolean, client: readonly HeaderLine[] = []): string =>
    headerUp(
      outcomeOf(
        {
          routes: [
            {
              match: { prefix: '/' },
              route: { weighted_clusters: { clusters: [{ name: 'c1', weight: 1, ...add('wc', action) }] } },
              ...add('rt', action),
            },
          ],
          host: add('vh', action),
          routeConfig: { ...add('rc', action), most_specific_header_mutations_wins: mostSpecific },
        },
        { line: 'GET /', headers: client },
      ),
      'x-l',
    );
  const CLIENT: readonly HeaderLine[] = [['x-l', 'cl']];
  test.each<[string, string, readonly HeaderLine[], string, string]>([
    ['append', 'APPEND_IF_EXISTS_OR_ADD', CLIENT, 'cl | wc | rt | vh | rc', 'cl | wc | rc | vh | rt'],
    ['OVERWRITE_IF_EXISTS_OR_ADD', 'OVERWRITE_IF_EXISTS_OR_ADD', [], 'rc', 'rt'],
    ['ADD_IF_ABSENT', 'ADD_IF_ABSENT', [], 'wc', 'wc'],
    ['ADD_IF_ABSENT, sent', 'ADD_IF_ABSENT', CLIENT, 'cl', 'cl'],
    ['OVERWRITE_IF_EXISTS', 'OVERWRITE_IF_EXISTS', [], '-', '-'],
    ['OVERWRITE_IF_EXISTS, sent', 'OVERWRITE_IF_EXISTS', CLIENT, 'rc', 'rt'],
  ])('%s', (_row, action, client, usual, mostSpecific) => {
    expect(seen(action, false, client)).toBe(usual);
    expect(seen(action, true, client)).toBe(mostSpecific);
  });
});

describe('E.6 timeouts', () => {
  const expectedMs = (route: JsonObject, headers: readonly HeaderLine[] = []): string =>
    headerUp(
      outcomeOf({ routes: [to({ prefix: '/' }, route)] }, { line: 'GET /', headers }),
      'x-envoy-expected-rq-timeout-ms',
    );
  const GRPC: readonly HeaderLine[] = [['content-type', 'application/grpc']];
  test.each<[string, string, string]>([
    ['default', expectedMs({}), '15000'],
    ['0s', expectedMs({ timeout: '0s' }), '-'],
    ['external header ignored', expectedMs({}, [['x-envoy-upstream-rq-timeout-ms', '500']]), '15000'],
    [
      'max_grpc_timeout bounds grpc-timeout',
      expectedMs({ max_grpc_timeout: '2s' }, [...GRPC, ['grpc-timeout', '5S']]),
      '2000',
    ],
    ['max_grpc_timeout without grpc-timeout', expectedMs({ max_grpc_timeout: '2s' }, GRPC), '2000'],
    ['max_grpc_timeout of a request that is no gRPC', expectedMs({ max_grpc_timeout: '2s' }), '15000'],
  ])('%s', (_row, got, expected) => expect(got).toBe(expected));
});
