import { describe, expect, it } from 'vitest';
import { parseRoute } from '../../../src/envoy/parse/parseRoute.js';
import { requireTls } from '../../../src/envoy/route/requireTls.js';
import { routeReply } from '../../../src/envoy/route/routeReply.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { requestContext, type RequestOptions } from '../requestContext.js';

function reply(action: JsonObject, line: string, options: RequestOptions = {}, match: JsonObject = { prefix: '/' }) {
  const route = parseRoute({ match, ...action }, '');
  if (route.action.kind !== 'redirect' && route.action.kind !== 'direct_response') throw new Error(route.action.kind);
  return routeReply(route.action, route, requestContext(line, options)).reply;
}

const location = (redirect: JsonObject, line: string, proto = 'http', match?: JsonObject): string | undefined =>
  reply({ redirect }, line, { scheme: proto }, match).headers.find((header) => header.name === 'location')?.value;

const path = (redirect: JsonObject, target: string, match?: JsonObject) =>
  location(redirect, `GET ${target}`, 'http', match)?.replace('http://example.com', '');

describe('redirect: host and scheme', () => {
  it.each<[string, JsonObject, string, string, string]>([
    ['host_redirect', { host_redirect: 'new.com' }, 'a.com:8080/host/a?b=1', 'http', 'http://new.com/host/a?b=1'],
    ['host_redirect with a port', { host_redirect: 'n:99' }, '/', 'http', 'http://n:99/'],
    ['port_redirect is appended blindly', { host_redirect: 'n:99', port_redirect: 7 }, '/', 'http', 'http://n:99:7/'],
    ['https_redirect drops :80', { https_redirect: true }, 'a.com:80/', 'http', 'https://a.com/'],
    ['https_redirect, IPv6', { https_redirect: true }, '[::1]:80/', 'http', 'https://[::1]/'],
    ['https_redirect keeps :8080', { https_redirect: true }, 'a.com:8080/', 'http', 'https://a.com:8080/'],
    ['https_redirect keeps :443', { https_redirect: true }, 'a.com:443/', 'http', 'https://a.com:443/'],
    ['https_redirect without port', { https_redirect: true }, 'a.com/', 'http', 'https://a.com/'],
    ['scheme_redirect drops :80', { scheme_redirect: 'ftp' }, 'a.com:80/', 'http', 'ftp://a.com/'],
    ['scheme_redirect http drops :443', { scheme_redirect: 'http' }, 'a.com:443/', 'https', 'http://a.com/'],
    ['https_redirect of https', { https_redirect: true }, 'a.com:443/', 'https', 'https://a.com:443/'],
    ['port_redirect', { port_redirect: 8080 }, 'a.com:80/', 'http', 'http://a.com:8080/'],
    ['port_redirect 80 is written out', { host_redirect: 'n', port_redirect: 80 }, '/', 'http', 'http://n:80/'],
    ['nothing: the request’s own scheme', {}, 'a.com/x', 'https', 'https://a.com/x'],
  ])('%s', (_rule, redirect, target, proto, expected) => {
    expect(location(redirect, `GET ${target}`, proto)).toBe(expected);
  });
});

describe('redirect: path', () => {
  it.each<[string, JsonObject, string, JsonObject, string]>([
    ['path_redirect keeps the query', { path_redirect: '/np' }, '/a?q=1', { prefix: '/' }, '/np?q=1'],
    ['path_redirect with its own query', { path_redirect: '/np?a=1' }, '/a?q=1', { prefix: '/' }, '/np?a=1'],
    ['path_redirect without slash', { path_redirect: 'np' }, '/a', { prefix: '/' }, '/np'],
    ['path_redirect empty', { path_redirect: '' }, '/a?q=1', { prefix: '/' }, '/a?q=1'],
    ['path_redirect is literal', { path_redirect: '/%REQ(x-a)%' }, '/a', { prefix: '/' }, '/%REQ(x-a)%'],
    ['prefix_rewrite', { prefix_rewrite: '/x/' }, '/pre/a?q=1', { prefix: '/pre/' }, '/x/a?q=1'],
    ['prefix_rewrite with a query', { prefix_rewrite: '/x?z=1' }, '/preq/a?q=1', { prefix: '/preq' }, '/x?z=1/a?q=1'],
    ['prefix_rewrite on path', { prefix_rewrite: '/zz' }, '/exact?q', { path: '/exact' }, '/zz?q'],
    ['prefix_rewrite on regex', { prefix_rewrite: '/zz' }, '/rest', { safe_regex: { regex: '/r.*' } }, '/zz'],
    [
      'regex_rewrite without match',
      { regex_rewrite: { pattern: { regex: 'z' }, substitution: 'y' } },
      '/a',
      { prefix: '/' },
      '/a',
    ],
    ['strip_query', { strip_query: true }, '/a?q=1', { prefix: '/' }, '/a'],
    [
      'strip_query leaves path_redirect’s own',
      { strip_query: true, path_redirect: '/np?a=1' },
      '/a?q',
      { prefix: '/' },
      '/np?a=1',
    ],
  ])('%s', (_rule, redirect, target, match, expected) => {
    expect(path(redirect, target, match)).toBe(expected);
  });
});

describe('redirect: status', () => {
  it.each([
    [undefined, 301],
    ['FOUND', 302],
    ['SEE_OTHER', 303],
    ['TEMPORARY_REDIRECT', 307],
    ['PERMANENT_REDIRECT', 308],
  ])('%s is %s, details direct_response, no flag', (code, status) => {
    const redirect = code === undefined ? {} : { response_code: code };
    expect(reply({ redirect }, 'GET /')).toMatchObject({ status, details: 'direct_response', flags: '' });
  });
});

describe('direct_response', () => {
  it('status and body, as text', () => {
    expect(reply({ direct_response: { status: 502, body: { inline_string: 'no' } } }, 'GET /')).toMatchObject({
      status: 502,
      body: 'no',
      details: 'direct_response',
      headers: [
        { name: 'content-length', value: '2' },
        { name: 'content-type', value: 'text/plain' },
      ],
    });
  });
  it('no body: neither length nor type', () => {
    expect(reply({ direct_response: { status: 204 } }, 'GET /').headers).toEqual([]);
  });
  it.each([
    [201, 'http://a.com:81/x?y'],
    [308, 'http://a.com:81/x?y'],
    [200, undefined],
    [404, undefined],
  ])('status %s: Location %s', (status, expected) => {
    const { headers } = reply({ direct_response: { status } }, 'GET a.com:81/x?y', {
      headers: { 'x-forwarded-proto': 'http' },
    });
    expect(headers.find(({ name }) => name === 'location')?.value).toBe(expected);
  });
  it('HEAD keeps the length', () => {
    const head = reply({ direct_response: { status: 200, body: { inline_string: 'no' } } }, 'HEAD /');
    expect(head).toMatchObject({ body: '', headers: [{ name: 'content-length', value: '2' }, {}] });
  });
});

describe('require_tls', () => {
  const check = (mode: 'NONE' | 'ALL' | 'EXTERNAL_ONLY', line: string, headers: Record<string, string>) => {
    const result = requireTls({ requireTls: mode }, requestContext(line, { headers }));
    return result.kind === 'redirect'
      ? `${result.reply.status ?? 0} ${result.reply.headers[0]?.value ?? ''}`
      : result.kind;
  };
  it.each<[string, 'NONE' | 'ALL' | 'EXTERNAL_ONLY', string, Record<string, string>, string]>([
    [
      'plaintext: host and port stay',
      'ALL',
      'GET a.com:8080/p?x=1',
      { 'x-forwarded-proto': 'http' },
      '301 https://a.com:8080/p?x=1',
    ],
    ['port 80 stays too', 'ALL', 'GET a.com:80/', { 'x-forwarded-proto': 'http' }, '301 https://a.com:80/'],
    ['https passes', 'ALL', 'GET a.com/', { 'x-forwarded-proto': 'https' }, 'pass'],
    ['only in lower case', 'ALL', 'GET a.com/', { 'x-forwarded-proto': 'HTTPS' }, '301 https://a.com/'],
    [
      'an empty x-forwarded-proto: no route, without require_tls too',
      'NONE',
      'GET a.com/',
      { 'x-forwarded-proto': '' },
      'no_route',
    ],
    ['an empty x-forwarded-proto: no route', 'ALL', 'GET a.com/', { 'x-forwarded-proto': '' }, 'no_route'],
    ['external only, external', 'EXTERNAL_ONLY', 'GET a.com/', { 'x-forwarded-proto': 'http' }, '301 https://a.com/'],
    [
      'external only, internal',
      'EXTERNAL_ONLY',
      'GET a.com/',
      { 'x-forwarded-proto': 'http', 'x-envoy-internal': 'true' },
      'pass',
    ],
  ])('%s', (_rule, mode, line, headers, expected) => {
    expect(check(mode, line, headers)).toBe(expected);
  });
  it('a CONNECT gets no Location', () => {
    const connect = requestContext('CONNECT a.com:80', { headers: { 'x-forwarded-proto': 'http' } });
    expect(requireTls({ requireTls: 'ALL' }, connect)).toMatchObject({ reply: { status: 301, headers: [] } });
    expect(reply({ redirect: { host_redirect: 'n' } }, 'CONNECT a.com:80').headers).toEqual([]);
  });
  it('whether internal, not known', () => {
    const headers = { 'x-forwarded-proto': 'http', 'x-envoy-internal': '<unknown x-envoy-internal>' };
    expect(check('EXTERNAL_ONLY', 'GET a.com/', headers)).toBe('unknown');
  });
});
