import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { forwarded, type Levels } from './forwarding.js';

const regex = (text: string, substitution: string) => ({ pattern: { regex: text }, substitution });
const template = (kind: 'match' | 'rewrite', key: string, text: string) => ({
  name: 'x',
  typed_config: {
    '@type': `type.googleapis.com/envoy.extensions.path.${kind}.uri_template.v3.UriTemplate${kind === 'match' ? 'Match' : 'Rewrite'}Config`,
    [key]: text,
  },
});

describe('path rewrites', () => {
  it.each<[string, JsonObject, JsonObject, string, string]>([
    ['prefix /foo/ to /', { prefix: '/foo/' }, { prefix_rewrite: '/' }, '/foo/b?x=1', '/b?x=1'],
    ['prefix without boundary', { prefix: '/foo' }, { prefix_rewrite: '/bar' }, '/foobar', '/barbar'],
    ['prefix /a to /: two slashes', { prefix: '/a' }, { prefix_rewrite: '/' }, '/a/b', '//b'],
    ['prefix /a to /: the rest', { prefix: '/a' }, { prefix_rewrite: '/' }, '/ab', '/b'],
    [
      'prefix in another case',
      { prefix: '/Foo', case_sensitive: false },
      { prefix_rewrite: '/bar' },
      '/fOO/x',
      '/bar/x',
    ],
    ['whole path', { path: '/exact' }, { prefix_rewrite: '/new' }, '/exact?q=1', '/new?q=1'],
    [
      'regex match: the whole path',
      { safe_regex: { regex: '/re/.*' } },
      { prefix_rewrite: '/zz' },
      '/re/a?q=1',
      '/zz?q=1',
    ],
    ['path_separated_prefix alone', { path_separated_prefix: '/pss' }, { prefix_rewrite: '/' }, '/pss', '/'],
    ['path_separated_prefix', { path_separated_prefix: '/pss' }, { prefix_rewrite: '/' }, '/pss/x', '//x'],
    ['a query in the rewrite', { prefix: '/q' }, { prefix_rewrite: '/n?z=1' }, '/q?a=2', '/n?z=1?a=2'],
    [
      'regex_rewrite replaces all, not the query',
      { prefix: '/' },
      { regex_rewrite: regex('/a', '/b') },
      '/a/a/a?/a',
      '/b/b/b?/a',
    ],
    ['regex_rewrite \\0', { prefix: '/' }, { regex_rewrite: regex('x', '\\0\\0') }, '/rxx', '/rxxxx'],
    [
      'uri_template',
      { path_match_policy: template('match', 'path_template', '/v/{a}/{b=**}') },
      { path_rewrite_policy: template('rewrite', 'path_template_rewrite', '/n/{b}/{a}') },
      '/v/1/2/3?q',
      '/n/2/3/1?q',
    ],
    ['path_rewrite formatter', { prefix: '/' }, { path_rewrite: '/to%REQ(x)%' }, '/f/1?q=2', '/to?q=2'],
  ])('%s', (_rule, match, action, path, expected) => {
    const up = forwarded({ match, action }, `GET ${path}`);
    expect(up.path).toBe(expected);
    expect(up.headers).toContain(`x-envoy-original-path: ${path}`);
  });

  it('an empty prefix_rewrite changes nothing and leaves no trace', () => {
    expect(forwarded({ action: { prefix_rewrite: '' } }, 'GET /zed')).toMatchObject({ path: '/zed', headers: [] });
  });

  it('regex_rewrite without a match still sets x-envoy-original-path', () => {
    const up = forwarded({ action: { regex_rewrite: regex('zzz', 'y') } }, 'GET /n/1');
    expect(up).toMatchObject({ path: '/n/1', headers: ['x-envoy-original-path: /n/1'] });
  });

  it('a regex that RE2 refuses leaves the path unknown', () => {
    expect(forwarded({ action: { regex_rewrite: regex('(?=x)', 'y') } }, 'GET /n/1').unknown).toContain('(?=x)');
  });

  it('suppress_envoy_headers', () => {
    const up = forwarded({ action: { prefix_rewrite: '/b', timeout: '1s' } }, 'GET /', { suppressEnvoyHeaders: true });
    expect(up).toMatchObject({ path: '/b', headers: [] });
  });
});

describe('host rewrites', () => {
  it.each<[string, JsonObject, Record<string, string | readonly string[]>, string, string]>([
    ['literal', { host_rewrite_literal: 'n.com' }, {}, 'GET /p', 'n.com'],
    ['header', { host_rewrite_header: 'x-h' }, { 'x-h': ['a.com', 'b.com'] }, 'GET /p', 'a.com'],
    ['path regex', { host_rewrite_path_regex: regex('^/(.+)$', '\\1') }, {}, 'GET /p?q', 'p'],
    ['path regex without match: the whole path', { host_rewrite_path_regex: regex('z', 'y') }, {}, 'GET /p?q', '/p'],
    ['formatter', { host_rewrite: '%REQ(x-h)%.com' }, { 'x-h': 'f' }, 'GET /p', 'f.com'],
  ])('%s, and the old one in x-envoy-original-host', (_rule, action, headers, line, expected) => {
    const up = forwarded({ action }, line, { headers });
    expect(up.authority).toBe(expected);
    expect(up.headers).toContain('x-envoy-original-host: example.com');
  });

  it('older releases leave no x-envoy-original-host', () => {
    expect(forwarded({ action: { host_rewrite_literal: 'n.com' } }, 'GET /', { version: '1.20.0' }).headers).toEqual(
      [],
    );
  });

  it('host_rewrite_header that is missing changes nothing', () => {
    expect(forwarded({ action: { host_rewrite_header: 'x-h' } }, 'GET /')).toMatchObject({
      authority: 'example.com',
      headers: [],
    });
  });

  it('auto_host_rewrite: the endpoint’s host name, if it has one', () => {
    const action = { auto_host_rewrite: true };
    expect(forwarded({ action }, 'GET /', { upstreamHostname: 'up.com' }).authority).toBe('up.com');
    expect(forwarded({ action }, 'GET /', { upstreamHostname: '' }).authority).toBe('example.com');
  });

  it('a CONNECT gets its port back', () => {
    const filterState = { 'envoy.router.original_connect_port': '443' };
    expect(forwarded({ match: { connect_matcher: {} } }, 'CONNECT a.com', { filterState }).authority).toBe('a.com:443');
  });

  it('append_x_forwarded_host', () => {
    const action = { host_rewrite_literal: 'n.com', append_x_forwarded_host: true };
    const up = forwarded({ action }, 'GET /', { headers: { 'x-forwarded-host': 'old' } });
    expect(up.headers).toContain('x-forwarded-host: old,example.com');
  });

  it('a weighted entry’s literal goes first, the route’s wins', () => {
    const entry = { host_rewrite_literal: 'entry.com' };
    expect(forwarded({ entry }, 'GET /').authority).toBe('entry.com');
    const both = forwarded({ entry, action: { host_rewrite_literal: 'route.com' } }, 'GET /');
    expect(both.authority).toBe('route.com');
    expect(both.headers).toContain('x-envoy-original-host: entry.com');
  });
});

describe('host rewrites at the edges', () => {
  it('what the route adds sees the host of the weighted entry', () => {
    const route = { request_headers_to_add: [{ header: { key: 'x-host', value: '%REQ(host)%' } }] };
    expect(forwarded({ entry: { host_rewrite_literal: 'w.host' }, route }, 'GET /').headers).toEqual([
      'x-host: w.host',
    ]);
  });
  it('prefix_rewrite of a path that matched only without its parameters does nothing', () => {
    const levels = { match: { path: '/a/b' }, action: { prefix_rewrite: '/n' } };
    const config = { ignore_path_parameters_in_path_matching: true };
    expect(forwarded({ ...levels, config }, 'GET /a;v=1/b')).toMatchObject({ path: '/a;v=1/b', headers: [] });
    expect(forwarded({ ...levels, config }, 'GET /a/b;v=1').path).toBe('/n;v=1');
  });
  it('an empty host leaves no x-envoy-original-host', () => {
    const levels = { action: { host_rewrite_literal: 'new.com' } };
    expect(forwarded(levels, 'GET /', { authority: '' }).headers).toEqual([]);
  });
  it('what is missing is a dash', () => {
    expect(forwarded({ action: { host_rewrite: 'h-%REQ(x-b)%' } }, 'GET /').authority).toBe('h--');
  });
});

describe('request_headers_to_add', () => {
  const levels = (option: JsonObject, config: JsonObject = {}): Levels => {
    const add = (value: string) => ({ request_headers_to_add: [{ header: { key: 'X-A', value }, ...option }] });
    return { entry: add('wc'), route: add('rt'), virtualHost: add('vh'), config: { ...add('rc'), ...config } };
  };
  const values = (option: JsonObject, config: JsonObject, sent: boolean): string =>
    forwarded(levels(option, config), 'GET /', sent ? { headers: { 'x-a': 'cl' } } : {})
      .headers.map((line) => line.replace('x-a: ', ''))
      .join(',');
  const most = { most_specific_header_mutations_wins: true };

  it.each<[string, JsonObject, boolean, string, string]>([
    ['APPEND_IF_EXISTS_OR_ADD', {}, true, 'cl,wc,rt,vh,rc', 'cl,wc,rc,vh,rt'],
    ['OVERWRITE_IF_EXISTS_OR_ADD', { append_action: 'OVERWRITE_IF_EXISTS_OR_ADD' }, false, 'rc', 'rt'],
    ['ADD_IF_ABSENT', { append_action: 'ADD_IF_ABSENT' }, false, 'wc', 'wc'],
    ['ADD_IF_ABSENT, sent by the client', { append_action: 'ADD_IF_ABSENT' }, true, 'cl', 'cl'],
    ['OVERWRITE_IF_EXISTS', { append_action: 'OVERWRITE_IF_EXISTS' }, false, '', ''],
    ['OVERWRITE_IF_EXISTS, sent by the client', { append_action: 'OVERWRITE_IF_EXISTS' }, true, 'rc', 'rt'],
    ['append: false', { append: false }, true, 'rc', 'rt'],
  ])('%s: least specific last, or most_specific_header_mutations_wins', (_rule, option, sent, byDefault, reversed) => {
    expect(values(option, {}, sent)).toBe(byDefault);
    expect(values(option, most, sent)).toBe(reversed);
  });

  const onRoute = (route: JsonObject, headers: Record<string, string> = {}) =>
    forwarded({ route }, 'GET /', { headers }).headers;

  it('remove and add of one name: only the new value', () => {
    const route = {
      request_headers_to_remove: ['X-A'],
      request_headers_to_add: [{ header: { key: 'x-a', value: 'new' } }],
    };
    expect(onRoute(route, { 'x-a': 'old' })).toEqual(['x-a: new']);
  });

  it('an empty value is dropped unless keep_empty_value', () => {
    const option = { header: { key: 'x-a', value: '%REQ(none)%' } };
    expect(onRoute({ request_headers_to_add: [option] })).toEqual([]);
    expect(onRoute({ request_headers_to_add: [{ ...option, keep_empty_value: true }] })).toEqual(['x-a: ']);
  });

  it('an empty append to a header of one line leaves no comma', () => {
    const add = [{ header: { key: 'user-agent', value: '' }, keep_empty_value: true }];
    expect(onRoute({ request_headers_to_add: add }, { 'user-agent': 'a' })).toEqual(['user-agent: a']);
  });

  it('host and pseudo headers stay', () => {
    const add = ['host', ':path'].map((key) => ({ header: { key, value: 'x' }, append: false }));
    expect(forwarded({ route: { request_headers_to_add: add } }, 'GET /a')).toMatchObject({
      authority: 'example.com',
      path: '/a',
    });
  });

  it('an append to a header of one line joins with a comma', () => {
    const add = [{ header: { key: 'user-agent', value: 'b' } }];
    expect(onRoute({ request_headers_to_add: add }, { 'user-agent': 'a' })).toEqual(['user-agent: a,b']);
  });
});

describe('what the router adds', () => {
  it('x-envoy-attempt-count where the virtual host asks for it', () => {
    expect(forwarded({ virtualHost: { include_request_attempt_count: true } }, 'GET /').headers).toEqual([
      'x-envoy-attempt-count: 1',
    ]);
  });

  it.each<[string, JsonObject, Record<string, string>, string | undefined]>([
    ['15 s by default', { timeout: null }, {}, '15000'],
    ['none for 0 s', { timeout: '0s' }, {}, undefined],
    ['x-envoy-upstream-rq-timeout-ms', { timeout: '3s' }, { 'x-envoy-upstream-rq-timeout-ms': '500' }, '500'],
    ['per try', { timeout: '3s' }, { 'x-envoy-upstream-rq-per-try-timeout-ms': '200' }, '200'],
    ['per try above the whole', { timeout: '3s' }, { 'x-envoy-upstream-rq-per-try-timeout-ms': '9000' }, '3000'],
    ['the retry policy’s', { timeout: '3s', retry_policy: { per_try_timeout: '0.2s' } }, {}, '200'],
  ])('x-envoy-expected-rq-timeout-ms: %s', (_rule, action, headers, expected) => {
    const lines = forwarded({ action }, 'GET /', { headers }).headers;
    expect(lines.find((line) => line.startsWith('x-envoy-expected'))?.split(' ')[1]).toBe(expected);
  });

  it('suppress_envoy_headers: none of them', () => {
    const action = { timeout: '3s', prefix_rewrite: '/b', host_rewrite_literal: 'new.com' };
    expect(forwarded({ action }, 'GET /a', { suppressEnvoyHeaders: true }).headers).toEqual([]);
  });

  it('what the router reads of an internal request does not go on', () => {
    const headers = { 'x-envoy-retry-on': '5xx', 'x-envoy-max-retries': '2', 'x-envoy-upstream-rq-timeout-ms': '500' };
    expect(forwarded({}, 'GET /', { headers }).headers).toEqual(['x-envoy-expected-rq-timeout-ms: 500']);
  });
});

describe('gRPC and stream timeouts', () => {
  it.each<[string, JsonObject, string | undefined, string | undefined, string | undefined]>([
    ['the route’s without max_grpc_timeout', { timeout: '3s' }, '5S', '3000', '5S'],
    ['max_grpc_timeout bounds grpc-timeout', { max_grpc_timeout: '2s' }, '5S', '2000', '2000m'],
    ['max_grpc_timeout without grpc-timeout', { max_grpc_timeout: '2s' }, undefined, '2000', '2000m'],
    ['a shorter grpc-timeout', { max_grpc_timeout: '2s' }, '300m', '300', '300m'],
    ['max_grpc_timeout 0: as the client says', { max_grpc_timeout: '0s' }, '5S', '5000', '5000m'],
    ['grpc_timeout_offset', { max_grpc_timeout: '0s', grpc_timeout_offset: '1s' }, '5S', '4000', '4000m'],
    [
      'max_stream_duration takes the timeout’s place',
      { timeout: '3s', max_stream_duration: {} },
      '5S',
      undefined,
      '5S',
    ],
  ])('%s', (_rule, action, sent, expected, grpc) => {
    const headers = { 'content-type': 'application/grpc', ...(sent === undefined ? {} : { 'grpc-timeout': sent }) };
    const lines = forwarded({ action }, 'POST /s.S/M', { headers }).headers;
    const value = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
    expect([value('x-envoy-expected-rq-timeout-ms'), value('grpc-timeout')]).toEqual([expected, grpc]);
  });
});
