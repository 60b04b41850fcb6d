import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findEnvoy, NO_ENVOY } from '../../../src/lab/envoy/findEnvoy.js';
import type { RunningProxy } from '../../../src/proxy/runtime/RunningProxy.js';
import { cluster, extension, hcm, listener, type Json } from './support/bootstrap.js';
import { comparable, exchange } from './support/exchange.js';
import { startEcho } from './support/echo.js';
import { freePorts } from './support/freePorts.js';
import { linesOf, newLines } from './support/logLines.js';
import { startEnvoy } from './support/startEnvoy.js';
import { startReference } from './support/startReference.js';

/*
 * The same bootstrap and the same bytes, through a real Envoy and through the reference proxy: status line, headers, body, what the
 * app got, how the connection ended, and the access log are the same.
 */
const binary = findEnvoy();
const folder = mkdtempSync(join(tmpdir(), 'hopctl-proxy-'));

const percent = (numerator: number): Json => ({ numerator, denominator: 'HUNDRED' });

function bootstrap(log: string, port: number, app: number): Json {
  const to = (name: string, match: Json, action: Json, rest: Json = {}): Json => ({
    name,
    match,
    route: { cluster: 'app', ...action },
    ...rest,
  });
  const routes: readonly Json[] = [
    {
      name: 'direct',
      match: { prefix: '/direct' },
      direct_response: { status: 200, body: { inline_string: 'hello' } },
    },
    {
      name: 'redirect',
      match: { prefix: '/redirect' },
      redirect: { host_redirect: 'other.example', path_redirect: '/new' },
    },
    to('rewrite', { prefix: '/rewrite/' }, { prefix_rewrite: '/r/', host_rewrite_literal: 'in.example' }),
    to(
      'headers',
      { prefix: '/headers' },
      {},
      {
        request_headers_to_add: [
          { header: { key: 'x-added', value: '%REQ(:path)% %PROTOCOL% %DOWNSTREAM_LOCAL_PORT%' } },
        ],
        request_headers_to_remove: ['x-drop'],
        response_headers_to_add: [{ header: { key: 'x-out', value: '%RESPONSE_CODE%' } }],
        response_headers_to_remove: ['x-many'],
      },
    ),
    to('dead', { prefix: '/dead' }, { cluster: 'dead' }),
    to(
      'dead-retried',
      { prefix: '/retried-dead' },
      { cluster: 'dead', retry_policy: { retry_on: '5xx', num_retries: 2 } },
    ),
    to('retried', { prefix: '/retried' }, { retry_policy: { retry_on: '5xx,retriable-4xx', num_retries: 1 } }),
    to(
      'codes',
      { prefix: '/codes' },
      { retry_policy: { retry_on: 'retriable-status-codes', retriable_status_codes: [418], num_retries: 1 } },
    ),
    to('empty', { prefix: '/empty' }, { cluster: 'empty' }),
    { name: 'ghost', match: { prefix: '/ghost' }, route: { cluster_header: 'x-cluster' } },
    to('slow', { prefix: '/slow' }, { timeout: '0.2s' }),
    to(
      'per-try',
      { prefix: '/per-try' },
      { timeout: '3s', retry_policy: { retry_on: '5xx', num_retries: 1, per_try_timeout: '0.2s' } },
    ),
    to('idle', { prefix: '/idle' }, { timeout: '0s', idle_timeout: '0.2s' }),
    to('closed', { prefix: '/closed' }, { cluster: 'closed' }),
    to('ws', { prefix: '/ws' }, { upgrade_configs: [{ upgrade_type: 'websocket' }] }),
    to('get', { prefix: '/method', headers: [{ name: ':method', string_match: { exact: 'GET' } }] }, {}),
    to(
      'query',
      { prefix: '/query', query_parameters: [{ name: 'a', string_match: { exact: '1' } }] },
      { prefix_rewrite: '/q1' },
    ),
    to(
      'regex',
      { safe_regex: { regex: '/re/\\d+' } },
      { regex_rewrite: { pattern: { regex: '^/re/' }, substitution: '/x/' } },
    ),
    to(
      'delayed',
      { prefix: '/delayed' },
      {},
      {
        typed_per_filter_config: {
          fault: {
            '@type': 'type.googleapis.com/envoy.extensions.filters.http.fault.v3.HTTPFault',
            delay: { fixed_delay: '0.1s', percentage: percent(100) },
          },
        },
      },
    ),
    to(
      'aborted',
      { prefix: '/aborted' },
      {},
      {
        typed_per_filter_config: {
          fault: {
            '@type': 'type.googleapis.com/envoy.extensions.filters.http.fault.v3.HTTPFault',
            abort: { http_status: 418, percentage: percent(100) },
          },
        },
      },
    ),
    to(
      'denied',
      { prefix: '/denied' },
      {},
      {
        typed_per_filter_config: {
          rbac: {
            '@type': 'type.googleapis.com/envoy.extensions.filters.http.rbac.v3.RBACPerRoute',
            rbac: {
              rules: {
                action: 'DENY',
                policies: { 'no one': { permissions: [{ any: true }], principals: [{ any: true }] } },
              },
            },
          },
        },
      },
    ),
    to(
      'cors',
      { prefix: '/cors' },
      {},
      {
        typed_per_filter_config: {
          cors: {
            '@type': 'type.googleapis.com/envoy.extensions.filters.http.cors.v3.CorsPolicy',
            allow_origin_string_match: [{ exact: 'http://a.example' }],
            allow_methods: 'GET,PUT',
            allow_headers: 'x-a',
            expose_headers: 'x-b',
            max_age: '60',
            allow_credentials: true,
          },
        },
      },
    ),
    to('rest', { prefix: '/' }, {}),
  ];
  const filters = [
    extension('cors', 'filters.http.cors.v3.Cors'),
    extension('fault', 'filters.http.fault.v3.HTTPFault'),
    extension('rbac', 'filters.http.rbac.v3.RBAC'),
  ];
  const hosts = [
    { name: 'app', domains: ['app.example', 'app.example:*'], routes, include_request_attempt_count: true },
    { name: 'tls', domains: ['tls.example'], require_tls: 'ALL', routes },
    { name: 'none', domains: ['none.example'], routes: [to('only', { path: '/only' }, {})] },
  ];
  return {
    static_resources: {
      listeners: [
        listener('in', port, [
          hcm(log, { virtual_hosts: hosts }, { normalize_path: true, stat_prefix: 'in' }, filters),
        ]),
      ],
      clusters: [
        cluster('app', [app]),
        cluster('dead', [1]),
        cluster('empty', []),
        cluster('closed', [app], { circuit_breakers: { thresholds: [{ max_requests: 0, max_pending_requests: 0 }] } }),
      ],
    },
  };
}

interface Side {
  readonly port: number;
  readonly log: string;
}

describe.skipIf(binary === undefined)(
  binary === undefined ? `as a real Envoy does (skipped: ${NO_ENVOY})` : 'as a real Envoy does',
  () => {
    let envoy: Side;
    let reference: Side;
    let proxy: RunningProxy;
    let endEnvoy: () => Promise<void>;
    let app: Awaited<ReturnType<typeof startEcho>>;

    beforeAll(async () => {
      app = await startEcho();
      const [a = 0, b = 0] = await freePorts(2);
      envoy = { port: a, log: join(folder, 'envoy.log') };
      reference = { port: b, log: join(folder, 'reference.log') };
      proxy = await startReference(bootstrap(reference.log, reference.port, app.port));
      endEnvoy = await startEnvoy(binary ?? '', folder, bootstrap(envoy.log, envoy.port, app.port), envoy.port);
    });

    afterAll(async () => {
      await proxy.close();
      await endEnvoy();
      app.server.close();
      app.server.closeAllConnections();
      rmSync(folder, { recursive: true, force: true });
    });

    async function seenBy({ port, log }: Side, parts: readonly string[]): Promise<string> {
      const before = linesOf(log).length;
      const answer = await exchange(port, parts);
      const told = await newLines(log, before);
      return `${comparable(answer, port)}\n${told.join('\n')}`;
    }

    const get = (path: string, host = 'app.example', more = ''): readonly string[] => [
      `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${more}\r\n`,
    ];
    const post = (path: string, body: string, more = ''): readonly string[] => [
      `POST ${path} HTTP/1.1\r\nHost: app.example\r\nContent-Length: ${String(body.length)}\r\n${more}\r\n`,
      body,
    ];

    test.each<[string, readonly string[]]>([
      ['a request goes to the app', get('/any?x=1')],
      [
        'header names in any case, repeated and padded',
        get(
          '/any',
          'app.example',
          'X-A: 1\r\nx-a:   2  \r\nAccept: a\r\naccept: b\r\nTE: trailers\r\nKeep-Alive: 5\r\n',
        ),
      ],
      ['a host in capitals and with a port', get('/any', 'APP.example:81')],
      ['an absolute URL', [`GET http://app.example/abs?q HTTP/1.1\r\nHost: b.example\r\n\r\n`]],
      ['a path to be normalised', get('/a/../b/./c%41')],
      ['a fragment', get('/a#b')],
      ['HEAD', [`HEAD /any HTTP/1.1\r\nHost: app.example\r\n\r\n`]],
      ['a body of known length', post('/any', 'hello')],
      ['an empty body', post('/any', '')],
      [
        'a body in chunks',
        [
          `POST /any HTTP/1.1\r\nHost: app.example\r\nTransfer-Encoding: chunked\r\n\r\n`,
          '5\r\nhello\r\n',
          '0\r\n\r\n',
        ],
      ],
      [
        'Expect: 100-continue',
        [`POST /any HTTP/1.1\r\nHost: app.example\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n`, 'hi'],
      ],
      [
        'two requests on a connection',
        ['GET /one HTTP/1.1\r\nHost: app.example\r\n\r\n', 'GET /two HTTP/1.1\r\nHost: app.example\r\n\r\n'],
      ],
      [
        'two requests at once',
        ['GET /one HTTP/1.1\r\nHost: app.example\r\n\r\nGET /direct HTTP/1.1\r\nHost: app.example\r\n\r\n'],
      ],
      ['Connection: close', get('/any', 'app.example', 'Connection: close\r\n')],
      ['statuses of the app', get('/any?status=404')],
      ['an answer without body: 204', get('/any?status=204')],
      ['an answer without body: 304', get('/any?status=304')],
      ['an own x-request-id', get('/any', 'app.example', 'x-request-id: mine\r\n')],
      [
        'x-forwarded-for and internal headers',
        get('/any', 'app.example', 'x-forwarded-for: 1.1.1.1\r\nx-envoy-internal: true\r\nx-envoy-max-retries: 3\r\n'),
      ],
      ['a direct response', get('/direct')],
      ['a redirect', get('/redirect/x')],
      ['rewrites of path and host', get('/rewrite/a?b')],
      ['header mutations', get('/headers', 'app.example', 'x-drop: 1\r\n')],
      ['an app that is not there', get('/dead')],
      ['tried again, in vain', get('/retried-dead')],
      ['tried again on a status', get('/retried?status=503')],
      ['tried again on 409', get('/retried?status=409')],
      ['not tried again on 404', get('/retried?status=404')],
      ['tried again on a listed status', get('/codes?status=418')],
      ['tried again with its body', post('/retried?status=503', 'hello')],
      ['a cluster without hosts', get('/empty')],
      ['a cluster that is not there', get('/ghost', 'app.example', 'x-cluster: nope\r\n')],
      ['a cluster by header', get('/ghost', 'app.example', 'x-cluster: app\r\n')],
      ['no cluster named', get('/ghost')],
      ['a breaker that is open', get('/closed')],
      ['the route timeout', get('/slow?delay=500')],
      ['the timeout of each try', get('/per-try?delay=500')],
      ['the idle timeout', get('/idle?delay=500')],
      ['an app that hangs up', get('/any?close')],
      ['a method that no route has', [`PUT /method HTTP/1.1\r\nHost: app.example\r\nContent-Length: 0\r\n\r\n`]],
      ['a query parameter', get('/query?a=1')],
      ['a regular expression', get('/re/12?a')],
      ['no virtual host', get('/', 'nobody.example')],
      ['no route', get('/other', 'none.example')],
      ['require_tls', get('/any?x', 'tls.example')],
      ['an injected delay', get('/delayed')],
      ['an injected abort', get('/aborted')],
      ['a denial', get('/denied')],
      [
        'a CORS preflight',
        [
          `OPTIONS /cors HTTP/1.1\r\nHost: app.example\r\nOrigin: http://a.example\r\nAccess-Control-Request-Method: PUT\r\n\r\n`,
        ],
      ],
      ['a CORS request', get('/cors', 'app.example', 'Origin: http://a.example\r\n')],
      ['a CORS request of another origin', get('/cors', 'app.example', 'Origin: http://b.example\r\n')],
      [
        'an upgrade',
        [`GET /ws HTTP/1.1\r\nHost: app.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`, 'yo'],
      ],
      ['an upgrade that is not allowed', get('/any', 'app.example', 'Connection: Upgrade\r\nUpgrade: websocket\r\n')],
      [
        'an offer of h2c',
        get(
          '/any',
          'app.example',
          'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n',
        ),
      ],
      ['CONNECT without a route', [`CONNECT app.example:80 HTTP/1.1\r\nHost: app.example:80\r\n\r\n`]],
      ['CONNECT of a path', [`CONNECT /any HTTP/1.1\r\nHost: app.example\r\n\r\n`]],
      ['CONNECT without a port', [`CONNECT app.example HTTP/1.1\r\nHost: app.example\r\n\r\n`]],
      ...[
        '10.0.0.1:80',
        '[::1]:80',
        'app.example:',
        'app.example:abc',
        'app.example:99999',
        '*:80',
        'a_b:80',
        'app.example:80/x',
        '80',
        '8a.example:80',
        'app.example:080',
        ':80',
      ].map((target): [string, readonly string[]] => [
        `CONNECT of ${target}`,
        [`CONNECT ${target} HTTP/1.1\r\nHost: app.example\r\n\r\n`],
      ]),
      ['CONNECT of a URL', [`CONNECT http://app.example/any HTTP/1.1\r\nHost: app.example\r\n\r\n`]],
      ['no Host', [`GET / HTTP/1.1\r\n\r\n`]],
      ['two Hosts', [`GET / HTTP/1.1\r\nHost: app.example\r\nHost: b.example\r\n\r\n`]],
      ['an empty Host', [`GET / HTTP/1.1\r\nHost:\r\n\r\n`]],
      ['HTTP/1.0', [`GET / HTTP/1.0\r\nHost: app.example\r\n\r\n`]],
      ['a version that is none', [`GET / HTTP/3.7\r\nHost: app.example\r\n\r\n`]],
      ['bytes that are no HTTP', ['\x16\x03\x01 what is this\r\n\r\n']],
      ['a header line that is none', [`GET / HTTP/1.1\r\nHost: app.example\r\nno colon here\r\n\r\n`]],
      ['two lengths', [`POST / HTTP/1.1\r\nHost: app.example\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab`]],
      [
        'a length and chunks',
        [`POST / HTTP/1.1\r\nHost: app.example\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
      ],
      ['a head of 70 KB', [`GET / HTTP/1.1\r\nHost: app.example\r\nx-big: ${'a'.repeat(70_000)}\r\n\r\n`]],
      [
        '101 headers',
        [
          `GET / HTTP/1.1\r\nHost: app.example\r\n${Array.from({ length: 101 }, (_, i) => `x-${String(i)}: 1\r\n`).join('')}\r\n`,
        ],
      ],
      ['OPTIONS *', [`OPTIONS * HTTP/1.1\r\nHost: app.example\r\n\r\n`]],
      ['a path that is none', [`GET nopath HTTP/1.1\r\nHost: app.example\r\n\r\n`]],
      [
        'gRPC without a route',
        [`POST /other HTTP/1.1\r\nHost: none.example\r\nContent-Type: application/grpc\r\nContent-Length: 0\r\n\r\n`],
      ],
      ['gRPC to an app that is not there', post('/dead', '', 'Content-Type: application/grpc\r\n')],
    ])('%s', async (_, parts) => {
      const [expected, got] = [await seenBy(envoy, parts), await seenBy(reference, parts)];
      expect(got).toBe(expected);
    });
  },
);
