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
 * HTTP filters that decide by the request alone, through a real Envoy and through the reference proxy: status line, headers, body, what
 * the app got, how the connection ended, and the access log are the same.
 */
const binary = findEnvoy();
const folder = mkdtempSync(join(tmpdir(), 'hopctl-filters-'));

const TYPE = 'type.googleapis.com/envoy.extensions.filters.http.';
const ALL: Json = { default_value: { numerator: 100, denominator: 'HUNDRED' }, runtime_key: 'none' };

function bootstrap(log: string, port: number, app: number): Json {
  const to = (name: string, own: Json = {}, more: Json = {}): Json => ({
    name,
    match: { prefix: `/${name}` },
    route: { cluster: 'app' },
    typed_per_filter_config: own,
    ...more,
  });
  const delay = { fixed_delay: '0.1s', percentage: { numerator: 100, denominator: 'HUNDRED' } };
  const limit = {
    '@type': `${TYPE}local_ratelimit.v3.LocalRateLimit`,
    stat_prefix: 'route',
    token_bucket: { max_tokens: 2, tokens_per_fill: 1, fill_interval: '600s' },
    filter_enabled: ALL,
    filter_enforced: ALL,
  };
  const routes: readonly Json[] = [
    to('limited', { limit }),
    to('small', { buffer: { '@type': `${TYPE}buffer.v3.BufferPerRoute`, buffer: { max_request_bytes: 4 } } }),
    to('unbuffered', { buffer: { '@type': `${TYPE}buffer.v3.BufferPerRoute`, disabled: true } }),
    to('delayed', {
      buffer: { '@type': `${TYPE}buffer.v3.BufferPerRoute`, disabled: true },
      fault: { '@type': `${TYPE}fault.v3.HTTPFault`, delay },
    }),
    to('meta', {}, { match: { prefix: '/meta', headers: [{ name: 'x-mutated', string_match: { exact: 'yes' } }] } }),
    { name: 'rest', match: { prefix: '/' }, route: { cluster: 'app' } },
  ];
  const filters = [
    extension('health', 'filters.http.health_check.v3.HealthCheck', {
      pass_through_mode: false,
      headers: [{ name: ':path', string_match: { exact: '/healthz' } }],
    }),
    extension('csrf', 'filters.http.csrf.v3.CsrfPolicy', {
      filter_enabled: { default_value: { numerator: 100, denominator: 'HUNDRED' } },
      additional_origins: [{ suffix: '.friend.example' }],
    }),
    extension('limit', 'filters.http.local_ratelimit.v3.LocalRateLimit', { stat_prefix: 'own' }),
    extension('mutation', 'filters.http.header_mutation.v3.HeaderMutation', {
      mutations: {
        request_mutations: [
          { append: { header: { key: 'x-mutated', value: 'yes' }, append_action: 'OVERWRITE_IF_EXISTS_OR_ADD' } },
          { remove: 'x-drop' },
        ],
      },
    }),
    extension('fault', 'filters.http.fault.v3.HTTPFault'),
    extension('buffer', 'filters.http.buffer.v3.Buffer', { max_request_bytes: 1000 }),
  ];
  return {
    static_resources: {
      listeners: [
        listener('in', port, [
          hcm(log, { virtual_hosts: [{ name: 'app', domains: ['*'], routes }] }, { stat_prefix: 'in' }, filters),
        ]),
      ],
      clusters: [cluster('app', [app])],
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

    const get = (path: string, more = ''): readonly string[] => [
      `GET ${path} HTTP/1.1\r\nHost: app.example\r\n${more}\r\n`,
    ];
    const post = (path: string, body: string, more = ''): readonly string[] => [
      `POST ${path} HTTP/1.1\r\nHost: app.example\r\nOrigin: http://app.example\r\nContent-Length: ${String(body.length)}\r\n${more}\r\n`,
      body,
    ];
    const chunks = (path: string, ...parts: readonly string[]): readonly string[] => [
      `POST ${path} HTTP/1.1\r\nHost: app.example\r\nOrigin: http://app.example\r\nTransfer-Encoding: chunked\r\n\r\n`,
      ...parts.map((part) => `${part.length.toString(16)}\r\n${part}\r\n`),
      '0\r\n\r\n',
    ];

    test.each<[string, readonly string[]]>([
      ['a health check', get('/healthz')],
      ['no health check', get('/healthz2')],
      ['csrf: the own origin', post('/any', 'hello')],
      [
        'csrf: another origin',
        ['POST /any HTTP/1.1\r\nHost: app.example\r\nOrigin: http://evil.example\r\nContent-Length: 0\r\n\r\n'],
      ],
      [
        'csrf: an additional origin',
        ['POST /any HTTP/1.1\r\nHost: app.example\r\nOrigin: http://a.friend.example\r\nContent-Length: 0\r\n\r\n'],
      ],
      ['csrf: no origin', ['DELETE /any HTTP/1.1\r\nHost: app.example\r\n\r\n']],
      ['header mutations, which do not choose the route anew', get('/meta', 'x-drop: 1\r\n')],
      ['a route that wants what the client sends itself', get('/meta', 'x-mutated: yes\r\n')],
      ['the first token', get('/limited')],
      ['the second token', get('/limited')],
      ['no token is left', get('/limited')],
      ['no token is left for gRPC', get('/limited', 'content-type: application/grpc\r\n')],
      ['a body that is buffered', post('/any', 'hello')],
      ['chunks that are buffered', chunks('/any', 'hello', ' ', 'world')],
      ['a body of as many bytes as may be', post('/small', 'four')],
      ['a body of too many bytes', post('/small', 'fifth')],
      ['chunks of too many bytes', chunks('/small', 'four', 'more')],
      ['a body that is not buffered', chunks('/unbuffered', 'hello', 'world')],
      ['a delay with a body', post('/delayed', 'hello')],
      ['a delay with a body in chunks', chunks('/delayed', 'hello', 'world')],
    ])('%s', async (_, parts) => {
      const [expected, got] = [await seenBy(envoy, parts), await seenBy(reference, parts)];
      expect(got).toBe(expected);
    });
  },
);
