import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalizeRequest } from '../../../src/envoy/http/normalizeRequest.js';
import { canonicalPath } from '../../../src/envoy/http/normalize/canonicalPath.js';
import { mergeSlashes } from '../../../src/envoy/http/normalize/mergeSlashes.js';
import { normalizeHost } from '../../../src/envoy/http/normalize/normalizeHost.js';
import { parseHttpConnectionManager } from '../../../src/envoy/parse/parseHttpConnectionManager.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { connection, request, type RequestOptions } from '../requestContext.js';

function normalized(config: JsonObject, line: string, options: RequestOptions = {}) {
  const version = 'version' in options ? options.version : '1.40.0';
  return normalizeRequest(parseHttpConnectionManager(config, ''), connection(options), request(line, options), version);
}

/** The path as routed, or the early answer as `status details`. */
function path(config: JsonObject, target: string, options: RequestOptions = {}): string {
  const { request: after, reply, unknown } = normalized(config, `GET ${target}`, options);
  return reply ? answer(reply) : (unknown ?? after.path);
}

function answer(reply: { readonly status?: number; readonly flags: string; readonly details: string }): string {
  return [reply.status, reply.flags, reply.details].filter((part) => part !== undefined && part !== '').join(' ');
}

const REFUSED = '400 path_normalization_failed';

describe('path, without options', () => {
  it.each([
    ['/a//b', '/a//b'],
    ['/a/../b', '/a/../b'],
    ['/a%2Fb', '/a%2Fb'],
    ['/a\\b', '/a\\b'],
    ['/%7e', '/%7e'],
    ['/a#frag', REFUSED],
    ['/a?x#f', REFUSED],
  ])('%s: %s', (target, expected) => {
    expect(path({}, target)).toBe(expected);
  });

  it('an absolute URL becomes path and authority', () => {
    const absolute = { ...request('GET /'), path: 'http://other.com:81/abs?q=1', authority: 'foo.com' };
    const { request: after } = normalizeRequest(parseHttpConnectionManager({}, ''), connection(), absolute, '1.40.0');
    expect([after.authority, after.path]).toEqual(['other.com:81', '/abs?q=1']);
    expect(after.headers).toContainEqual({ name: 'x-forwarded-proto', value: 'http' });
  });

  it.each([
    ['http://other.com', {}, '/'],
    ['http://other.com?q', {}, '404 absolute_path_rejected'],
    ['https://other.com/x', {}, '/x'],
    ['https://other.com/x', { use_remote_address: true }, '403 DPE http1.https_url_on_plaintext_connection'],
    ['https://other.com/x', { use_remote_address: true, xff_num_trusted_hops: 1 }, '/x'],
    ['http://o.com/x', { http_protocol_options: { allow_absolute_url: false } }, '404 absolute_path_rejected'],
    ['nopath', {}, '400 DPE http1.codec_error'],
    ['ftp://other.com/x', {}, '400 DPE http1.invalid_scheme'],
    ['/a b', {}, '400 DPE http1.codec_error'],
    ['/\u00e4', {}, '400 DPE http1.codec_error'],
    ['*', {}, '400 DPE http1.invalid_url'],
    ['', {}, '404 missing_path_rejected'],
  ])('%s', (target, config: JsonObject, expected) => {
    const sent = { ...request('GET /'), path: target };
    const { request: after, reply } = normalizeRequest(
      parseHttpConnectionManager(config, ''),
      connection(),
      sent,
      '1.40.0',
    );
    expect(reply ? answer(reply) : after.path).toBe(expected);
  });
});

describe('normalize_path', () => {
  it.each([
    ['/a/../b', '/b'],
    ['/../../x', '/x'],
    ['/a/%2e%2e/b', '/b'],
    ['/a\\b', '/a/b'],
    ['/%7euser', '/~user'],
    ['/%41', '/A'],
    ['/a/b/..', '/a/'],
    ['/a/b/.', '/a/b/'],
    ['/A%2E%2e/x', '/A../x'],
    ['/a|b"<>', '/a%7Cb%22%3C%3E'],
    ['/a//b', '/a//b'],
    ['/a%2Fb', '/a%2Fb'],
    ['/a%5Cb', '/a%5Cb'],
    ['/a%zz', '/a%zz'],
    ['/a?x=/../y//z', '/a?x=/../y//z'],
    ['/a%00b', REFUSED],
    ['/a;p=1/../b', '/b'],
  ])('%s: %s', (target, expected) => {
    expect(path({ normalize_path: true }, target)).toBe(expected);
  });

  it.each([
    ['1.39.1', '/b'],
    ['1.39.0', '/a/..;x/b'],
    [undefined, 'whether this version reads ..;x as ..'],
  ])('/a/..;x/b on %s: %s', (version, expected) => {
    expect(path({ normalize_path: true }, '/a/..;x/b', { version })).toBe(expected);
  });
});

describe('merge_slashes', () => {
  it.each([
    ['//a///b//', '/a/b/'],
    ['///a', '/a'],
    ['//', '//'],
    ['/a//../b', '/a/../b'],
    ['/a?x=//y', '/a?x=//y'],
    ['/a/%2F/b', '/a/%2F/b'],
  ])('%s: %s', (target, expected) => {
    expect(path({ merge_slashes: true }, target)).toBe(expected);
  });

  it('dots are resolved first', () => {
    expect(path({ merge_slashes: true, normalize_path: true }, '/a//../b')).toBe('/a/b');
  });
});

describe('path_with_escaped_slashes_action', () => {
  const action = (name: string, more: JsonObject = {}) => ({ path_with_escaped_slashes_action: name, ...more });
  const grpc = { headers: { 'content-type': 'application/grpc' } };
  const all = { normalize_path: true, merge_slashes: true };

  it.each(['/a%2Fb', '/a%5cb'])('REJECT_REQUEST refuses %s', (target) => {
    expect(path(action('REJECT_REQUEST'), target)).toBe(REFUSED);
  });

  it('REJECT_REQUEST answers gRPC with 200 and grpc-status', () => {
    expect(normalized(action('REJECT_REQUEST'), 'GET /a%2Fb', grpc).reply).toMatchObject({
      status: 200,
      grpcStatus: 13,
    });
  });

  it.each<[string, JsonObject, string]>([
    ['/a%2Fb', {}, '/a/b'],
    ['/a%5cb?x=%2F', {}, '/a\\b?x=%2F'],
    ['/a%2F..%2Fb', all, '/b'],
    ['/a//b%2Fc?q', all, '/a/b/c?q'],
  ])('UNESCAPE_AND_REDIRECT of %s: Location %s', (target, more, location) => {
    const { reply } = normalized(action('UNESCAPE_AND_REDIRECT', more), `GET ${target}`);
    expect(reply).toMatchObject({
      status: 307,
      details: 'path_normalization_failed',
      headers: [{ name: 'location', value: location }],
    });
  });

  it('UNESCAPE_AND_REDIRECT cannot redirect gRPC', () => {
    expect(normalized(action('UNESCAPE_AND_REDIRECT'), 'GET /a%2Fb', grpc).reply).toMatchObject({
      status: 200,
      grpcStatus: 13,
    });
  });

  it.each<[string, JsonObject, string]>([
    ['/a%2Fb', {}, '/a/b'],
    ['/%2bb', {}, '/%2bb'],
    ['/a%2F..%2Fb', { normalize_path: true }, '/b'],
    ['/a%2F%2Fb', all, '/a/b'],
  ])('UNESCAPE_AND_FORWARD of %s: %s', (target, more, expected) => {
    expect(path(action('UNESCAPE_AND_FORWARD', more), target)).toBe(expected);
  });
});

describe('early replies', () => {
  const early = (config: JsonObject, change: Partial<ReturnType<typeof request>>) => {
    const { reply } = normalizeRequest(
      parseHttpConnectionManager(config, ''),
      connection(),
      { ...request('GET /'), ...change },
      '1.40.0',
    );
    return reply ? answer(reply) : 'routed';
  };
  const withoutHost = (protocol: 'HTTP/1.0' | 'HTTP/1.1' | 'HTTP/2', config: JsonObject = {}) => {
    const { authority: _authority, ...rest } = request('GET /', { protocol });
    const { reply, request: after } = normalizeRequest(
      parseHttpConnectionManager(config, ''),
      connection(),
      rest,
      '1.40.0',
    );
    return reply ? answer(reply) : (after.authority ?? 'none');
  };
  const http10 = { http_protocol_options: { accept_http_10: true } };

  it('HTTP/1.1 without Host', () => expect(withoutHost('HTTP/1.1')).toBe('400 missing_host_header'));
  it('an empty Host is routed', () => expect(early({}, { authority: '' })).toBe('routed'));
  it('HTTP/1.0 that is not accepted', () => expect(early({}, { protocol: 'HTTP/1.0' })).toBe('426 DPE low_version'));
  it('HTTP/1.0 accepted, no Host', () => expect(withoutHost('HTTP/1.0', http10)).toBe('400 missing_host_header'));
  it('default_host_for_http_10', () => {
    const config = { http_protocol_options: { accept_http_10: true, default_host_for_http_10: 'd.com' } };
    expect(withoutHost('HTTP/1.0', config)).toBe('d.com');
  });
  it('HTTP/2 without authority', () => expect(withoutHost('HTTP/2')).toBe('DPE http2.violation.of.messaging.rule'));
  it('HTTP/2 with a relative path', () => {
    expect(early({}, { protocol: 'HTTP/2', path: 'foo' })).toBe('DPE http2.violation.of.messaging.rule');
  });
  it('HTTP/2 OPTIONS *', () => {
    expect(early({}, { protocol: 'HTTP/2', method: 'OPTIONS', path: '*' })).toBe('404 absolute_path_rejected');
  });
  it('OPTIONS *', () => expect(early({}, { method: 'OPTIONS', path: '*' })).toBe('404 absolute_path_rejected'));
  it('HTTP/2 with connection', () => {
    const headers = [{ name: 'connection', value: 'close' }];
    expect(early({}, { protocol: 'HTTP/2', headers })).toBe('DPE http2.invalid.header.field');
  });
  it('two content-length', () => {
    const headers = [1, 2].map((value) => ({ name: 'content-length', value: String(value) }));
    expect(early({}, { headers })).toBe('400 DPE http1.codec_error');
  });
  it('content-length and transfer-encoding', () => {
    const headers = ['content-length', 'transfer-encoding'].map((name) => ({ name, value: 'chunked' }));
    expect(early({}, { headers })).toBe('400 DPE http1.content_length_and_chunked_not_allowed');
  });
  it.each(['chunked, identity', 'gzip, chunked', 'identity', '', '"chunked"'])('transfer-encoding: %s', (value) => {
    const headers = [{ name: 'transfer-encoding', value }];
    expect(early({}, { headers })).toBe('501 DPE http1.invalid_transfer_encoding');
  });
  it.each(['a b', 'a/b', 'a"'])('authority %s', (authority) => {
    expect(early({}, { authority })).toBe('400 DPE http.invalid_authority');
  });
  it('CONNECT /a', () => {
    expect(early({}, { method: 'CONNECT', authority: '/a', path: '' })).toBe('400 DPE http1.invalid_url');
  });
  it.each([
    ['x-forwarded-proto', '400 DPE http1.connection_header_rejected'],
    [':path', '400 DPE http1.connection_header_rejected'],
    ['a,b,c,d,e,f,g,h,i,j', '400 DPE http1.connection_header_rejected'],
    ['Host', '400 missing_host_header'],
  ])('connection: %s', (value, expected) => {
    expect(early({}, { headers: [{ name: 'connection', value }] })).toBe(expected);
  });
  it.each([
    ['x-b, content-length', ['x-c=d']],
    ['close, keep-alive, upgrade', ['content-length=3', 'x-b=c', 'x-c=d']],
    ['te, X-C', ['content-length=3', 'x-b=c']],
  ])('connection: %s leaves', (connection, expected) => {
    const headers = { connection, 'content-length': '3', 'x-b': 'c', 'x-c': 'd' };
    const after = normalized({}, 'GET /', { headers }).request.headers;
    expect(
      after.map(({ name, value }) => `${name}=${value}`).filter((text) => /^(?:content|x-[bc])/.test(text)),
    ).toEqual(expected);
  });
  it('headers that may be too large are not decided', () => {
    expect(normalized({}, 'GET /', { headers: { x: 'a'.repeat(70_000) } }).unknown).toContain('max_request_headers_kb');
  });
});

describe('host', () => {
  const host = (options: readonly ('any' | 'matching' | 'dot')[], authority: string) =>
    normalizeHost(
      {
        stripAnyHostPort: options.includes('any'),
        stripMatchingHostPort: options.includes('matching'),
        stripTrailingHostDot: options.includes('dot'),
      },
      authority,
      8080,
    ).authority;

  it.each([
    ['a.com:8080', 'a.com'],
    ['a.com:abc', 'a.com:abc'],
    ['a.com:', 'a.com:'],
    ['[::1]:80', '[::1]'],
    ['a.com.:8080', 'a.com.'],
  ])('strip_any_host_port: %s is %s', (authority, expected) => expect(host(['any'], authority)).toBe(expected));

  it.each([
    ['a.com.', 'a.com'],
    ['a.com.:8080', 'a.com:8080'],
    ['a.com..', 'a.com.'],
    ['a.com.:', 'a.com:'],
  ])('strip_trailing_host_dot: %s is %s', (authority, expected) => expect(host(['dot'], authority)).toBe(expected));

  it('both', () => expect(host(['any', 'dot'], 'a.com.:8080')).toBe('a.com'));
  it('strip_matching_host_port: only the listener’s own', () => {
    expect(host(['matching'], 'a.com:8080')).toBe('a.com');
    expect(host(['matching'], 'a.com:8081')).toBe('a.com:8081');
  });
  it('a CONNECT keeps in mind the port that it loses', () => {
    const { filterState, request: after } = normalized({ strip_any_host_port: true }, 'CONNECT a.com:443');
    expect([after.authority, ...filterState.values()]).toEqual(['a.com', '443']);
  });
});

describe('remote address', () => {
  const table: readonly (readonly [boolean, number, readonly string[]])[] = [
    [false, 0, ['P', '1.1.1.1', '10.0.0.2', '3.3.3.3', 'P']],
    [false, 1, ['P', 'P', '1.1.1.1', '2.2.2.2', 'P']],
    [true, 0, ['P', 'P', 'P', 'P', 'P']],
    [true, 1, ['P', '1.1.1.1', '10.0.0.2', '3.3.3.3', 'P']],
    [true, 2, ['P', 'P', '1.1.1.1', '2.2.2.2', 'P']],
  ];
  const sent = [undefined, '1.1.1.1', '1.1.1.1, 10.0.0.2', '1.1.1.1,2.2.2.2,3.3.3.3', 'foo'];
  const cases = table.flatMap(([ura, hops, row]) => row.map((expected, i) => [ura, hops, sent[i], expected] as const));

  it.each(cases)('use_remote_address %s, hops %s, X-Forwarded-For %s: %s', (ura, hops, xff, expected) => {
    const config = { use_remote_address: ura, xff_num_trusted_hops: hops };
    const headers = xff === undefined ? {} : { headers: { 'x-forwarded-for': xff } };
    expect(normalized(config, 'GET /', headers).remoteIp.text).toBe(expected === 'P' ? '192.168.1.1' : expected);
  });

  it('several X-Forwarded-For lines are one value', () => {
    const headers = { 'x-forwarded-for': ['1.1.1.1', '2.2.2.2'] };
    expect(normalized({ xff_num_trusted_hops: 1 }, 'GET /', { headers }).remoteIp.text).toBe('1.1.1.1');
  });
});

describe('headers that the connection manager sets', () => {
  const header = (config: JsonObject, name: string, options: RequestOptions = {}) =>
    normalized(config, 'GET /', options).request.headers.find((one) => one.name === name)?.value;
  const edge = { use_remote_address: true };
  const internal = { internal_address_config: { cidr_ranges: [{ address_prefix: '192.168.0.0', prefix_len: 16 }] } };

  it.each<[string, JsonObject, RequestOptions, string | undefined]>([
    ['plaintext', {}, {}, 'http'],
    ['TLS', {}, { tls: true }, 'https'],
    ['as sent', {}, { tls: true, headers: { 'x-forwarded-proto': 'http' } }, 'http'],
    ['the edge trusts no one', edge, { tls: true, headers: { 'x-forwarded-proto': 'http' } }, 'https'],
    ['but a trusted hop', { ...edge, xff_num_trusted_hops: 1 }, { headers: { 'x-forwarded-proto': 'https' } }, 'https'],
  ])('x-forwarded-proto: %s', (_rule, config, options, expected) => {
    expect(header(config, 'x-forwarded-proto', options)).toBe(expected);
  });

  it('x-forwarded-for: the edge appends the peer, without a space', () => {
    expect(header(edge, 'x-forwarded-for', { headers: { 'x-forwarded-for': '1.1.1.1' } })).toBe('1.1.1.1,192.168.1.1');
    expect(header({}, 'x-forwarded-for', { headers: { 'x-forwarded-for': '1.1.1.1' } })).toBe('1.1.1.1');
    expect(header({ ...edge, skip_xff_append: true }, 'x-forwarded-for')).toBeUndefined();
  });

  it('x-forwarded-for: for a loopback peer the proxy’s own address, which is not known', () => {
    expect(header(edge, 'x-forwarded-for', { source: '127.0.0.1:9' })).toBe('<unknown address of this proxy>');
  });

  it.each<[string, JsonObject, RequestOptions, string | undefined]>([
    ['nothing is internal by default', edge, {}, undefined],
    ['edge, no X-Forwarded-For', { ...edge, ...internal }, {}, 'true'],
    [
      'edge, any X-Forwarded-For',
      { ...edge, ...internal },
      { headers: { 'x-forwarded-for': '192.168.1.9' } },
      undefined,
    ],
    ['one internal address', internal, { headers: { 'x-forwarded-for': '192.168.1.9' } }, 'true'],
    ['two addresses', internal, { headers: { 'x-forwarded-for': '192.168.1.9,192.168.1.8' } }, undefined],
    ['no X-Forwarded-For', internal, {}, undefined],
    ['a client may not say so', {}, { headers: { 'x-envoy-internal': 'true' } }, undefined],
    ['before 1.33 private addresses are internal', edge, { version: '1.32.0' }, 'true'],
    ['on a version that is not known', edge, { version: undefined }, '<unknown x-envoy-internal>'],
  ])('x-envoy-internal: %s', (_rule, config, options, expected) => {
    expect(header(config, 'x-envoy-internal', options)).toBe(expected);
  });

  it('x-envoy-external-address: only at the edge, only for external requests', () => {
    expect(header(edge, 'x-envoy-external-address')).toBe('192.168.1.1');
    expect(header({}, 'x-envoy-external-address')).toBeUndefined();
    expect(header({ ...edge, ...internal }, 'x-envoy-external-address')).toBeUndefined();
  });

  it('x-request-id is generated, and kept if it was sent, but at the edge', () => {
    const headers = { 'x-request-id': 'mine' };
    expect(header({}, 'x-request-id')).toBe('<unknown x-request-id>');
    expect(header({}, 'x-request-id', { headers })).toBe('mine');
    expect(header(edge, 'x-request-id', { headers })).toBe('<unknown x-request-id>');
    expect(header({ generate_request_id: false }, 'x-request-id')).toBeUndefined();
  });

  it('timeouts and retries from outside are dropped', () => {
    const headers = { 'x-envoy-upstream-rq-timeout-ms': '500', 'x-envoy-retry-on': '5xx' };
    expect(header({}, 'x-envoy-upstream-rq-timeout-ms', { headers })).toBeUndefined();
    expect(header({}, 'x-envoy-retry-on', { headers })).toBeUndefined();
    const trusted = { headers: { ...headers, 'x-forwarded-for': '192.168.1.9' } };
    expect(header(internal, 'x-envoy-upstream-rq-timeout-ms', trusted)).toBe('500');
  });

  it('x-forwarded-client-cert goes without a certificate, and is added with one', () => {
    const sent = { 'x-forwarded-client-cert': 'URI=spiffe://a' };
    const append = { forward_client_cert_details: 'APPEND_FORWARD' };
    expect(header(append, 'x-forwarded-client-cert', { headers: sent })).toBeUndefined();
    const certificate = { uriSans: ['spiffe://b'], dnsSans: [], subject: '', trusted: true };
    const own = normalizeRequest(
      parseHttpConnectionManager(append, ''),
      connection({ tls: true }),
      request('GET /', { headers: sent }),
      '1.40.0',
      { tls: true, peer: certificate },
    );
    expect(own.request.headers).toContainEqual({
      name: 'x-forwarded-client-cert',
      value: 'URI=spiffe://a,<unknown entry for spiffe://b>',
    });
  });

  it.each<[string, RequestOptions, string]>([
    ['of TLS', {}, 'http'],
    ['of x-forwarded-proto', { headers: { 'x-forwarded-proto': 'https' } }, 'https'],
    ['in lower case', { headers: { 'x-forwarded-proto': 'HTTPS' } }, 'https'],
    ['of TLS where x-forwarded-proto is another', { headers: { 'x-forwarded-proto': 'ftp' } }, 'http'],
    ['HTTP/2: as sent', { protocol: 'HTTP/2', scheme: 'https' }, 'https'],
  ])(':scheme: %s', (_rule, options, expected) => {
    expect(normalized({}, 'GET /', options).request.scheme).toBe(expected);
  });

  it.each<[string, string | undefined, string | undefined]>([
    ['gzip', '1.40.0', undefined],
    ['trailers', '1.40.0', 'trailers'],
    ['deflate, trailers', '1.40.0', 'trailers'],
    ['gzip, trailers;q=0.5', '1.40.0', undefined],
    ['Trailers', '1.40.0', undefined],
    ['trailers', '1.29.0', undefined],
    ['gzip', '1.28.0', 'gzip'],
    ['gzip', undefined, '<unknown te>'],
  ])('te: %s on %s', (te, version, expected) => {
    expect(header({}, 'te', { headers: { te }, version })).toBe(expected);
  });

  it('an upgrade without a Connection that names it is dropped', () => {
    expect(header({}, 'upgrade', { headers: { upgrade: 'websocket' } })).toBeUndefined();
    expect(header({}, 'upgrade', { headers: { upgrade: 'websocket', connection: 'Upgrade' } })).toBe('websocket');
  });

  it.each<[string, readonly string[], string]>([
    ['origin', ['a', 'b'], 'a,b'],
    ['x-request-id', ['a', 'b'], 'a,b'],
    ['x-forwarded-port', ['1', '2'], '1,2'],
    ['user-agent', ['', 'b'], 'b'],
    ['accept', ['a', ''], 'a'],
    ['cookie', ['a=1', 'b=2'], 'a=1 | b=2'],
    ['accept-language', ['a', 'b'], 'a | b'],
    ['x-envoy-peer-metadata', ['a', 'b'], 'a | b'],
  ])('repeated %s: %s become %s', (name, values, expected) => {
    const { headers } = normalized({}, 'GET /', { headers: { [name]: values } }).request;
    expect(headers.flatMap((one) => (one.name === name ? [one.value] : [])).join(' | ')).toBe(expected);
  });

  it('x-forwarded-for that is empty gets no comma', () => {
    expect(header(edge, 'x-forwarded-for', { headers: { 'x-forwarded-for': '' } })).toBe('192.168.1.1');
  });

  it('an empty line of x-forwarded-for counts as none', () => {
    const headers = { 'x-forwarded-for': ['1.1.1.1', ''] };
    expect(normalized({}, 'GET /', { headers }).remoteIp.text).toBe('1.1.1.1');
  });

  it('x-forwarded-port is overwritten at the edge, else kept', () => {
    const options = { headers: { 'x-forwarded-port': '99' } };
    expect(header({ ...edge, append_x_forwarded_port: true }, 'x-forwarded-port', options)).toBe('80');
    expect(header({ append_x_forwarded_port: true }, 'x-forwarded-port', options)).toBe('99');
  });

  it.each(['x-envoy-original-path', 'x-envoy-original-host', 'x-envoy-decorator-operation'])(
    '%s from outside goes at the edge only',
    (name) => {
      expect(header(edge, name, { headers: { [name]: '/z' } })).toBeUndefined();
      expect(header({}, name, { headers: { [name]: '/z' } })).toBe('/z');
    },
  );

  it.each([
    ['127.0.0.1', 'true'],
    ['127.0.0.9', undefined],
    ['10.1.1.1', 'true'],
    ['172.32.0.1', undefined],
    ['fd00::1', 'true'],
    ['fc00::1', undefined],
    ['::1', 'true'],
    ['169.254.1.1', undefined],
  ])('internal_address_config without ranges: %s is internal: %s', (forwarded, expected) => {
    const options = { headers: { 'x-forwarded-for': forwarded } };
    expect(header({ internal_address_config: { unix_sockets: true } }, 'x-envoy-internal', options)).toBe(expected);
  });

  it('values lose the space around them', () => {
    expect(header({}, 'x', { headers: { x: ' a ' } })).toBe('a');
  });
});

describe('properties', () => {
  const target = fc.string({
    unit: fc.constantFrom('/', '.', 'a', '%2e', '%2F', '%', '\\', ';', '~', '|'),
    maxLength: 12,
  });

  it('normalising a path twice changes nothing more', () => {
    fc.assert(
      fc.property(target, (text) => {
        const once = canonicalPath(`/${text}`) ?? '';
        const merged = mergeSlashes(once);
        expect(mergeSlashes(merged)).toBe(merged);
        if (!/%(?!2F)/i.test(once)) expect(canonicalPath(once)).toBe(once);
      }),
    );
  });

  it('no dot segment is left', () => {
    fc.assert(
      fc.property(target, (text) => {
        expect((canonicalPath(`/${text}`) ?? '').split('/').slice(1)).not.toContain('..');
      }),
    );
  });

  it('nothing throws, whatever is sent', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (method, authority, anyPath) => {
        const sent = { ...request('GET /'), method, authority, path: anyPath };
        normalizeRequest(parseHttpConnectionManager({ normalize_path: true }, ''), connection(), sent, '1.40.0');
      }),
    );
  });
});
