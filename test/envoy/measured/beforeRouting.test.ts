import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import type { HeaderLine } from '../../proof/envoy/Configuration.js';
import { virtualHost } from '../../proof/envoy/gen/listeners.js';
import { answer, headerUp, outcomeOf, pathUp, type Sent } from './measured.js';

/* Measured on Envoy 1.40.0, section C: what happens before routing. */

const PNF = '400 path_normalization_failed';
const CODEC = '400 DPE http1.codec_error';
const NORMAL: JsonObject = { normalize_path: true };
const MERGE: JsonObject = { merge_slashes: true };
const escaped = (action: string, more: JsonObject = {}): JsonObject => ({
  path_with_escaped_slashes_action: action,
  ...more,
});
const BOTH: JsonObject = { ...NORMAL, ...MERGE };

describe('C.1 path', () => {
  test.each<[string, JsonObject, string, string]>([
    ['none: `//`', {}, '/a//b', '/a//b'],
    ['none: dots', {}, '/a/../b', '/a/../b'],
    ['none: %2F', {}, '/a%2Fb', '/a%2Fb'],
    ['none: backslash', {}, '/a\\b', '/a\\b'],
    ['none: %7e', {}, '/%7e', '/%7e'],
    ['none: fragment', {}, '/a#frag', PNF],
    ['none: fragment in the query', {}, '/a?x#f', PNF],
    ['absolute URL', {}, 'http://other.com:81/abs?q=1', '/abs?q=1'],
    ['absolute URL without path', {}, 'http://other.com', '/'],
    [
      'allow_absolute_url false',
      { http_protocol_options: { allow_absolute_url: false } },
      'http://o.com/x',
      '404 absolute_path_rejected',
    ],
    ['no slash', {}, 'nopath', CODEC],
    ['a blank', {}, '/a b', CODEC],
    ['a raw byte', {}, '/\u00e4', CODEC],
    ['normalize: ..', NORMAL, '/a/../b', '/b'],
    ['normalize: above the root', NORMAL, '/../../x', '/x'],
    ['normalize: %2e%2e', NORMAL, '/a/%2e%2e/b', '/b'],
    ['normalize: backslash', NORMAL, '/a\\b', '/a/b'],
    ['normalize: %7e', NORMAL, '/%7euser', '/~user'],
    ['normalize: %41', NORMAL, '/%41', '/A'],
    ['normalize: .. at the end', NORMAL, '/a/b/..', '/a/'],
    ['normalize: . at the end', NORMAL, '/a/b/.', '/a/b/'],
    ['normalize: A..', NORMAL, '/A%2E%2e/x', '/A../x'],
    ['normalize: unsafe characters', NORMAL, '/a|b"<>', '/a%7Cb%22%3C%3E'],
    ['normalize leaves //', NORMAL, '/a//b', '/a//b'],
    ['normalize leaves %2F', NORMAL, '/a%2Fb', '/a%2Fb'],
    ['normalize leaves %5C', NORMAL, '/a%5Cb', '/a%5Cb'],
    ['normalize leaves %zz', NORMAL, '/a%zz', '/a%zz'],
    ['normalize leaves the query', NORMAL, '/a?x=/../y//z', '/a?x=/../y//z'],
    ['normalize: %00', NORMAL, '/a%00b', PNF],
    ['normalize: ..;x', NORMAL, '/a/..;x/b', '/b'],
    ['normalize: ;p=1/..', NORMAL, '/a;p=1/../b', '/b'],
    ['merge', MERGE, '//a///b//', '/a/b/'],
    ['merge: three at the beginning', MERGE, '///a', '/a'],
    ['merge: // alone', MERGE, '//', '//'],
    ['merge leaves dots', MERGE, '/a//../b', '/a/../b'],
    ['both: dots first', BOTH, '/a//../b', '/a/b'],
    ['merge leaves the query', MERGE, '/a?x=//y', '/a?x=//y'],
    ['merge leaves %2F', MERGE, '/a/%2F/b', '/a/%2F/b'],
    ['REJECT %2F', escaped('REJECT_REQUEST'), '/a%2Fb', PNF],
    ['REJECT %5c', escaped('REJECT_REQUEST'), '/a%5cb', PNF],
    ['REDIRECT', escaped('UNESCAPE_AND_REDIRECT'), '/a%2Fb', '307 path_normalization_failed'],
    ['FORWARD', escaped('UNESCAPE_AND_FORWARD'), '/a%2Fb', '/a/b'],
    ['FORWARD leaves %2b', escaped('UNESCAPE_AND_FORWARD'), '/a%2bb', '/a%2bb'],
    ['FORWARD with normalize', escaped('UNESCAPE_AND_FORWARD', NORMAL), '/a%2F..%2Fb', '/b'],
    ['FORWARD with merge', escaped('UNESCAPE_AND_FORWARD', MERGE), '/a%2F%2Fb', '/a/b'],
  ])('%s', (_row, hcm, target, expected) =>
    expect(pathUp(outcomeOf({ hcm }, { line: `GET ${target}` }))).toBe(expected),
  );

  test('up to 1.39.0 `..;x` is no dots', () =>
    expect(pathUp(outcomeOf({ hcm: NORMAL, version: '1.39.0' }, { line: 'GET /a/..;x/b' }))).toBe('/a/..;x/b'));

  test.each([
    ['/a%2Fb', escaped('UNESCAPE_AND_REDIRECT'), '/a/b'],
    ['/a%5cb?x=%2F', escaped('UNESCAPE_AND_REDIRECT'), '/a\\b?x=%2F'],
    ['/a%2F..%2Fb', escaped('UNESCAPE_AND_REDIRECT', BOTH), '/b'],
    ['/a//b%2Fc?q', escaped('UNESCAPE_AND_REDIRECT', BOTH), '/a/b/c?q'],
  ])('UNESCAPE_AND_REDIRECT of %s', (target, hcm, location) =>
    expect(outcomeOf({ hcm }, { line: `GET ${target}` }).location).toBe(location),
  );
});

describe('C.2 early replies', () => {
  const ten: JsonObject = { http_protocol_options: { accept_http_10: true } };
  test.each<[string, JsonObject, Sent, string]>([
    ['HTTP/1.1 without Host', {}, { line: 'GET /', authority: undefined }, '400 missing_host_header'],
    ['empty Host', {}, { line: 'GET /', authority: '' }, '200 via_upstream'],
    ['HTTP/1.0', {}, { line: 'GET /', version: '1.0' }, '426 DPE low_version'],
    ['HTTP/1.0 accepted', ten, { line: 'GET /', version: '1.0' }, '200 via_upstream'],
    [
      'HTTP/1.0 accepted without Host',
      ten,
      { line: 'GET /', version: '1.0', authority: undefined },
      '400 missing_host_header',
    ],
    [
      'default_host_for_http_10',
      { http_protocol_options: { accept_http_10: true, default_host_for_http_10: 'd.com' } },
      { line: 'GET /', version: '1.0', authority: undefined },
      '200 via_upstream',
    ],
    ['GET *', {}, { line: 'GET *' }, '400 DPE http1.invalid_url'],
    ['OPTIONS *', {}, { line: 'OPTIONS *' }, '404 absolute_path_rejected'],
    [
      'two content-length',
      {},
      {
        line: 'GET /',
        headers: [
          ['content-length', '0'],
          ['content-length', '0'],
        ],
      },
      CODEC,
    ],
    [
      'content-length and chunked',
      {},
      {
        line: 'POST /',
        headers: [
          ['content-length', '0'],
          ['transfer-encoding', 'chunked'],
        ],
      },
      '400 DPE http1.content_length_and_chunked_not_allowed',
    ],
    [
      'CONNECT with prefix routes only',
      {},
      { line: 'CONNECT a.com:1', authority: 'a.com:1' },
      '404 NR route_not_found',
    ],
    [
      'upgrade not configured',
      {},
      {
        line: 'GET /',
        headers: [
          ['connection', 'upgrade'],
          ['upgrade', 'websocket'],
        ],
      },
      '403 upgrade_failed',
    ],
  ])('%s', (_row, hcm, sent, expected) => expect(answer(outcomeOf({ hcm }, sent))).toBe(expected));
});

describe('C.3 host', () => {
  const domains = ['a.com:8080', 'a.com', 'a.com.', '[::1]', '*'];
  const virtualHosts = domains.map((domain) =>
    virtualHost(domain, [domain], { routes: [{ match: { prefix: '/' }, route: { cluster: 'c1' } }] }),
  );
  const any: JsonObject = { strip_any_host_port: true };
  const dot: JsonObject = { strip_trailing_host_dot: true };
  const both: JsonObject = { ...any, ...dot };
  test.each<[string, JsonObject, JsonObject, string, string]>([
    ['none: case', {}, {}, 'A.COM', 'a.com'],
    ['none: a port that nobody has', {}, {}, 'a.com:9', '*'],
    ['none: a dot', {}, {}, 'a.com.', 'a.com.'],
    ['none: IPv6 with port', {}, {}, '[::1]:80', '*'],
    ['strip_any', any, {}, 'a.com:8080', 'a.com'],
    ['strip_any: no number', any, {}, 'a.com:abc', '*'],
    ['strip_any: no port', any, {}, 'a.com:', '*'],
    ['strip_any: IPv6', any, {}, '[::1]:80', '[::1]'],
    ['strip_any: the dot stays', any, {}, 'a.com.:8080', 'a.com.'],
    ['dot', dot, {}, 'a.com.', 'a.com'],
    ['dot before a port', dot, {}, 'a.com.:8080', 'a.com:8080'],
    ['two dots', dot, {}, 'a.com..', 'a.com.'],
    ['both', both, {}, 'a.com.:8080', 'a.com'],
    ['strip_matching: the own port', { strip_matching_host_port: true }, {}, 'a.com:80', 'a.com'],
    ['strip_matching: another', { strip_matching_host_port: true }, {}, 'a.com:9', '*'],
    ['ignore_port', {}, { ignore_port_in_host_matching: true }, 'a.com:9', 'a.com'],
    [
      'ignore_port: a domain with port is out of reach',
      {},
      { ignore_port_in_host_matching: true },
      'a.com:8080',
      'a.com',
    ],
    ['ignore_port: no number', {}, { ignore_port_in_host_matching: true }, 'a.com:abc', 'a.com'],
    ['ignore_port: IPv6', {}, { ignore_port_in_host_matching: true }, '[::1]:80', '[::1]'],
  ])('%s', (_row, hcm, routeConfig, authority, expected) =>
    expect(outcomeOf({ hcm, routeConfig, virtualHosts }, { line: 'GET /', authority }).virtualHost).toBe(expected),
  );

  const wild = [
    '*.foo.com',
    '*-bar.foo.com',
    'foo.*',
    'foo.bar.*',
    '*',
    'x.foo.com',
    '*.com',
    'foo-*',
    '*foo.com',
    'a*b.com',
    '*:8080',
  ];
  const wildHosts = wild.map((domain) =>
    virtualHost(domain, [domain], { routes: [{ match: { prefix: '/' }, route: { cluster: 'c1' } }] }),
  );
  test.each([
    ['x.foo.com', 'x.foo.com'],
    ['y.foo.com', '*.foo.com'],
    ['foo.com', '*.com'],
    ['.foo.com', '*foo.com'],
    ['z-bar.foo.com', '*-bar.foo.com'],
    ['-bar.foo.com', '*.foo.com'],
    ['foo.foo.com', '*.foo.com'],
    ['foo.org', 'foo.*'],
    ['foo.', '*'],
    ['foo.bar.org', 'foo.bar.*'],
    ['foo-x', 'foo-*'],
    ['foo-', '*'],
    ['afoo.com', '*foo.com'],
    ['a1b.com', '*.com'],
    ['a*b.com', 'a*b.com'],
    ['nothing:8080', '*:8080'],
  ])('wildcards: %s', (authority, expected) =>
    expect(outcomeOf({ virtualHosts: wildHosts }, { line: 'GET /', authority }).virtualHost).toBe(expected),
  );

  test('a virtual host without matching route: `*` is not tried', () => {
    const own = virtualHost('a', ['a.com'], { routes: [{ match: { path: '/x' }, route: { cluster: 'c1' } }] });
    const all = virtualHost('all', ['*'], { routes: [{ match: { prefix: '/' }, route: { cluster: 'c1' } }] });
    expect(answer(outcomeOf({ virtualHosts: [own, all] }, { line: 'GET /', authority: 'a.com' }))).toBe(
      '404 NR route_not_found',
    );
  });
});

describe('C.4 require_tls', () => {
  const tls = (kind: string): JsonObject => ({ require_tls: kind });
  test.each<[string, string, readonly HeaderLine[], string, string, string]>([
    ['ALL without XFP', 'ALL', [], 'a.com:8080', '/p?x=1', '301 https://a.com:8080/p?x=1'],
    ['ALL keeps :80', 'ALL', [], 'a.com:80', '/', '301 https://a.com:80/'],
    ['only exact https passes: HTTPS', 'ALL', [['x-forwarded-proto', 'HTTPS']], 'a.com', '/', '301 https://a.com/'],
    ['only exact https passes: ftp', 'ALL', [['x-forwarded-proto', 'ftp']], 'a.com', '/', '301 https://a.com/'],
    ['https', 'ALL', [['x-forwarded-proto', 'https']], 'a.com', '/', '200 '],
    [
      'EXTERNAL_ONLY does not believe x-envoy-internal',
      'EXTERNAL_ONLY',
      [['x-envoy-internal', 'true']],
      'a.com',
      '/',
      '301 https://a.com/',
    ],
  ])('%s', (_row, kind, headers, authority, target, expected) => {
    const { status = '', location = '' } = outcomeOf(
      { host: tls(kind) },
      { line: `GET ${target}`, authority, headers },
    );
    expect(`${status} ${location}`).toBe(expected);
  });
});

describe('C.4 remote address (x-envoy-external-address at the edge)', () => {
  const remote = (hcm: JsonObject, xff: string | undefined): string =>
    headerUp(
      outcomeOf(
        {
          hcm,
          host: {
            request_headers_to_add: [{ header: { key: 'x-seen', value: '%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%' } }],
          },
        },
        { line: 'GET /', headers: xff === undefined ? [] : [['x-forwarded-for', xff]] },
      ),
      'x-seen',
    );
  const P = '192.168.1.1';
  const ura = (hops: number): JsonObject => ({ use_remote_address: true, xff_num_trusted_hops: hops });
  test.each<[string, JsonObject, readonly string[]]>([
    ['ura false, hops 0', {}, [P, '1.1.1.1', '10.0.0.2', '3.3.3.3', P]],
    ['ura false, hops 1', { xff_num_trusted_hops: 1 }, [P, P, '1.1.1.1', '2.2.2.2', P]],
    ['ura true, hops 0', ura(0), [P, P, P, P, P]],
    ['ura true, hops 1', ura(1), [P, '1.1.1.1', '10.0.0.2', '3.3.3.3', P]],
    ['ura true, hops 2', ura(2), [P, P, '1.1.1.1', '2.2.2.2', P]],
  ])('%s', (_row, hcm, expected) =>
    expect(
      [undefined, '1.1.1.1', '1.1.1.1, 10.0.0.2', '1.1.1.1,2.2.2.2,3.3.3.3', 'foo'].map((xff) => remote(hcm, xff)),
    ).toEqual(expected),
  );

  test('the peer is appended to XFF without a space', () =>
    expect(
      headerUp(
        outcomeOf({ hcm: ura(0) }, { line: 'GET /', headers: [['x-forwarded-for', '1.1.1.1']] }),
        'x-forwarded-for',
      ),
    ).toBe('1.1.1.1,192.168.1.1'));
});
