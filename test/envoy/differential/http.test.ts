import { describe, expect, it } from 'vitest';
import { formatHeaderValue } from '../../../src/envoy/http/formatHeaderValue.js';
import { canonicalPath } from '../../../src/envoy/http/normalize/canonicalPath.js';
import { normalizeRequest } from '../../../src/envoy/http/normalizeRequest.js';
import { parseHttpConnectionManager } from '../../../src/envoy/parse/parseHttpConnectionManager.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { connection, request, requestContext, type RequestOptions } from '../requestContext.js';

/* What the differential against Envoy 1.40 found: each was another way once. */

/** The early answer as `status flags details`, or `routed`. */
function answer(config: JsonObject, line: string, options: RequestOptions = {}): string {
  const sent = { ...request('GET /', options), method: line.split(' ')[0] ?? '', path: line.split(' ')[1] ?? '' };
  const { reply } = normalizeRequest(parseHttpConnectionManager(config, ''), connection(options), sent, '1.40.0');
  if (reply === undefined) return 'routed';
  return [reply.status, reply.flags, reply.details].filter((part) => part !== '').join(' ');
}

const REFUSED = '400 DPE http1.codec_error';
const EDGE: JsonObject = { use_remote_address: true };

/** http1/balsa_parser.cc, isMethodValid; `allow_custom_methods`. */
describe('methods of HTTP/1', () => {
  it.each<[string, JsonObject, string, RequestOptions, string]>([
    ['in lower case are none', {}, 'get /', {}, REFUSED],
    ['that nobody knows', {}, 'FOO /', {}, REFUSED],
    ['with the hyphen of M-SEARCH', {}, 'M-SEARCH /', {}, REFUSED],
    ['MSEARCH and PURGE are known', {}, 'PURGE /', {}, 'routed'],
    [
      'any, where custom ones are allowed',
      { http_protocol_options: { allow_custom_methods: true } },
      'FOO /',
      {},
      'routed',
    ],
    ['of HTTP/2 are not looked at', {}, 'FOO /', { protocol: 'HTTP/2' }, 'routed'],
    ['come before a scheme that is refused', EDGE, 'get https://a.example/', {}, REFUSED],
    ['come before the version', {}, 'get /', { protocol: 'HTTP/1.0' }, REFUSED],
  ])('%s', (_rule, config, line, options, expected) => expect(answer(config, line, options)).toBe(expected));
});

it('`GET *` is an invalid URL only where absolute ones are read', () => {
  expect(answer({}, 'GET *')).toBe('400 DPE http1.invalid_url');
  expect(answer({ http_protocol_options: { allow_absolute_url: false } }, 'GET *')).toBe('404 absolute_path_rejected');
});

/** Chromium's url_canon_path.cc, CheckForNestedEscapes. */
describe('what is unescaped makes no new escape', () => {
  it.each([
    ['/%b%41', '/%25bA'],
    ['/%%34%31', '/%2541'],
    ['/%%41b', '/%25Ab'],
    ['/%zz%41', '/%zzA'],
    ['/%41%42', '/AB'],
    ['/%4%zz', '/%4%zz'],
  ])('%s: %s', (path, expected) => expect(canonicalPath(path)).toBe(expected));
});

/** `HttpConnectionManager.via`. */
it('via is appended to what the client sent', () => {
  const manager = parseHttpConnectionManager({ via: 'own' }, '');
  const via = (headers: Record<string, string>): string | undefined =>
    normalizeRequest(manager, connection(), request('GET /', { headers }), '1.40.0').request.headers.find(
      ({ name }) => name === 'via',
    )?.value;
  expect(via({})).toBe('own');
  expect(via({ via: '1.1 other' })).toBe('1.1 other, own');
});

/** `%ROUTE_NAME%` (formatter/stream_info_formatter.cc). */
describe('header values', () => {
  it('know the name of the route', () =>
    expect(formatHeaderValue('to %ROUTE_NAME%', { ...requestContext('GET /'), routeName: 'r1' })).toBe('to r1'));

  it('cut nothing off from what is not known', () =>
    expect(formatHeaderValue('%REQ(x-a):1%', requestContext('GET /', { headers: { 'x-a': '<unknown thing>' } }))).toBe(
      '<unknown thing>',
    ));
});

/** common/http/header_utility.cc, stripTrailingHostDot. */
describe('strip_trailing_host_dot', () => {
  it.each([
    ['a.example.', 'a.example'],
    ['a.example.:8080', 'a.example:8080'],
    ['a.example:8080.', 'a.example:8080'],
    ['a.example', 'a.example'],
  ])('%s: %s', (authority, expected) => {
    const manager = parseHttpConnectionManager({ strip_trailing_host_dot: true }, '');
    const sent = request('GET /', { authority });
    expect(normalizeRequest(manager, connection(), sent, '1.40.0').request.authority).toBe(expected);
  });
});

/** common/http/utility.cc, reconstituteCrumbledCookies. */
describe('cookies of HTTP/2', () => {
  const cookies = (sent: readonly string[], protocol: 'HTTP/1.1' | 'HTTP/2'): readonly string[] =>
    normalizeRequest(
      parseHttpConnectionManager({}, ''),
      connection(),
      request('GET /', { protocol, headers: { cookie: sent } }),
      '1.40.0',
    ).request.headers.flatMap(({ name, value }) => (name === 'cookie' ? [value] : []));

  it.each([
    [['a=1', 'b=2'], ['a=1; b=2']],
    [[''], []],
    [['', 'a=1'], ['a=1']],
  ])('%j: %j', (sent, expected) => expect(cookies(sent, 'HTTP/2')).toEqual(expected));

  it('those of HTTP/1 stay as they are', () => expect(cookies(['a=1', 'b=2'], 'HTTP/1.1')).toEqual(['a=1', 'b=2']));
});
