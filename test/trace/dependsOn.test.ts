import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadFacts } from '../../src/app/loadFacts.js';
import { parseIp } from '../../src/net/IpAddress.js';
import type { Trace } from '../../src/trace/model/Trace.js';
import type { TraceRequest } from '../../src/trace/model/TraceRequest.js';
import { traceRequest } from '../../src/trace/traceRequest.js';
import { worldOf } from '../../src/trace/world/worldOf.js';
import { filter, inspectors, listener, route, routeConfig, tcp } from './dump.js';
import { world, type Files } from './harness.js';
import { noPins } from './recordedRequest.js';
import { inboundHttp, proxyOfA, proxyOfB, shop, TO_B } from './shopOfTwo.js';

const a = (more: Parameters<typeof proxyOfA>[0]): Files => ({ 'pods/web/a/config_dump.json': proxyOfA(more) });
const toB = (match: object): object => route(TO_B, match as never);
const ALLOW = (principal: object): object =>
  filter('rbac', {
    rules: { action: 'ALLOW', policies: { p: { permissions: [{ any: true }], principals: [principal] } } },
  });

describe('inputs in a user’s words', () => {
  const cases: readonly (readonly [input: string, name: string, files: Files, url?: string])[] = [
    [
      'header x-canary',
      'a header that a route asks for, also when it does not match',
      a({
        routes: [
          routeConfig('80', {
            b: [
              toB({ prefix: '/', headers: [{ name: 'x-canary', string_match: { exact: 'true' } }] }),
              toB({ prefix: '/' }),
            ] as never,
          }),
        ],
      }),
    ],
    [
      'method',
      'a route that asks for :method',
      a({
        routes: [
          routeConfig('80', {
            b: [
              toB({ prefix: '/', headers: [{ name: ':method', string_match: { exact: 'POST' } }] }),
              toB({ prefix: '/' }),
            ] as never,
          }),
        ],
      }),
    ],
    [
      'header cookie',
      'a cookie',
      a({
        routes: [
          routeConfig('80', {
            b: [
              toB({ prefix: '/', headers: [{ name: 'cookie', string_match: { contains: 'x=1' } }] }),
              toB({ prefix: '/' }),
            ] as never,
          }),
        ],
      }),
    ],
    [
      ':path',
      'a query parameter',
      a({
        routes: [
          routeConfig('80', {
            b: [
              toB({ prefix: '/', query_parameters: [{ name: 'q', present_match: true }] }),
              toB({ prefix: '/' }),
            ] as never,
          }),
        ],
      }),
    ],
    [
      ':path',
      'a template of a path',
      a({
        routes: [
          routeConfig('80', {
            b: [
              toB({
                path_match_policy: {
                  name: 'template',
                  typed_config: {
                    '@type': 'type.googleapis.com/envoy.extensions.path.match.uri_template.v3.UriTemplateMatchConfig',
                    path_template: '/{x}/y',
                  },
                },
              }),
              toB({ prefix: '/' }),
            ] as never,
          }),
        ],
      }),
    ],
    [
      'header content-type',
      'an answer of the proxy itself, which gRPC gets otherwise',
      a({ routes: [routeConfig('80', { other: [toB({ prefix: '/' })] as never })] }),
    ],
    [':authority', 'a virtual host', {}],
    ['user id', 'an owner rule', {}],
    ['group id', 'an owner rule for groups', {}],
    ['destination address', 'a listener of that address', {}],
    ['destination port', 'a listener of that port', {}],
    [
      'SNI',
      'a chain by server name',
      a({
        listeners: [
          listener('0.0.0.0:443', [tcp(TO_B, { server_names: ['b'] })], { listener_filters: [inspectors.tls] }),
        ],
      }),
      'https://b:443/',
    ],
    [
      'source workload',
      'a policy by the identity that the source’s proxy shows',
      {
        'pods/web/b/config_dump.json': proxyOfB([
          inboundHttp({}, { filters: [ALLOW({ authenticated: { principal_name: { exact: 'x' } } }) as never] }),
        ]),
      },
    ],
  ];
  for (const [input, name, files, url = 'http://b/'] of cases) {
    test(`${input}: ${name}`, () => {
      expect(world(shop(files))('web/a', url).dependsOn).toContain(input);
    });
  }

  test('what a proxy has made its own is none of the client', () => {
    const inside = {
      'pods/web/b/config_dump.json': proxyOfB([
        inboundHttp({ source_prefix_ranges: [{ address_prefix: '10.0.0.0', prefix_len: 8 }] }),
      ]),
    };
    const { dependsOn } = world(shop(inside))('web/a', 'http://b/');
    expect(dependsOn).not.toContain('source port');
    expect(dependsOn).not.toContain('SNI');
    expect(dependsOn).toContain('source workload');
  });

  test('candidates that are too many to be shown count all the same', () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      toB({ prefix: '/', headers: [{ name: `x-${index}`, present_match: true }] }),
    );
    const { dependsOn } = world(
      shop(a({ routes: [routeConfig('80', { b: [...many, toB({ prefix: '/' })] as never })] })),
    )('web/a', 'http://b/');
    expect(dependsOn.filter((name) => name.startsWith('header x-'))).toHaveLength(30);
  });

  test('the list is sorted and has nothing twice', () => {
    const { dependsOn } = world(shop())('web/a', 'http://b/');
    expect(new Set(dependsOn).size).toBe(dependsOn.length);
    expect(dependsOn.slice(0, 2)).toEqual(['destination address', 'destination port']);
  });
});

const facts = await loadFacts({ snapshot: new URL('../../fixtures/shop', import.meta.url).pathname }, () => undefined);
const shopWorld = worldOf(facts);

/** What the verdict rests on must not move: the outcomes, and where requests can go. */
function essence(trace: Trace): unknown {
  const of = (kind: string): readonly string[] =>
    [
      ...new Set(
        trace.paths.flatMap((path) =>
          path.hops.flatMap(({ steps }) => steps.filter((step) => step.kind === kind).map(({ subject }) => subject)),
        ),
      ),
    ].sort();
  return {
    outcomes: trace.outcomes
      .map(({ verdict, probability }) => [verdict.code, verdict.flags, verdict.details, Math.round(probability * 1e6)])
      .sort(),
    clusters: of('cluster'),
    routes: of('route'),
    endpoints: of('endpoint'),
  };
}

type Mutation = readonly [input: string, change: (request: TraceRequest) => TraceRequest];

const withHeader =
  (name: string, value: string) =>
  (request: TraceRequest): TraceRequest => ({
    ...request,
    headers: [...request.headers.filter((header) => header.name !== name), { name, value }],
  });

const HEADERS = ['x-canary', 'x-user', 'cookie', 'end-user', 'user-agent', 'x-tenant', 'accept', 'x-shop', 'origin'];

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...HEADERS), fc.constantFrom('true', 'preview=1', 'jason', 'x'))
    .map(([name, value]): Mutation => [`header ${name}`, withHeader(name, value)]),
  fc
    .constantFrom('GET', 'POST', 'DELETE', 'PUT')
    .map((method): Mutation => ['method', (request) => ({ ...request, method })]),
  fc
    .constantFrom('/', '/v9/x', '/cart/checkout', '/charge/1', '/admin', '/items?preview=1')
    .map((path): Mutation => [':path', (request) => ({ ...request, path })]),
  fc
    .constantFrom('catalog:8080', 'cart', 'nobody.example', 'payments.pay')
    .map((authority): Mutation => [':authority', (request) => ({ ...request, authority })]),
  fc
    .constantFrom(0, 1000, 1337)
    .map((uid): Mutation => ['user id', (request) => ({ ...request, sender: { ...request.sender, uid } })]),
  fc
    .constantFrom(0, 1000, 1337)
    .map((gid): Mutation => ['group id', (request) => ({ ...request, sender: { ...request.sender, gid } })]),
  fc
    .constantFrom(1, 0x539, 0x53a)
    .map((mark): Mutation => ['mark', (request) => ({ ...request, sender: { ...request.sender, mark } })]),
  fc
    .constantFrom(1024, 15006, 60000)
    .map((sourcePort): Mutation => ['source port', (request) => ({ ...request, sourcePort })]),
  fc
    .constantFrom('web/frontend', 'pay/payments')
    .map((as): Mutation => [
      'client certificate',
      (request) => (request.tls === undefined ? request : { ...request, tls: { ...request.tls, as } }),
    ]),
  fc
    .constantFrom('shop.example.com', 'x.example')
    .map((sni): Mutation => [
      'SNI',
      (request) => (request.tls === undefined ? request : { ...request, tls: { ...request.tls, sni } }),
    ]),
  fc
    .constantFrom<readonly string[]>(['h2'], ['http/1.1'], ['istio'])
    .map((alpn): Mutation => [
      'ALPN',
      (request) => (request.tls === undefined ? request : { ...request, tls: { ...request.tls, alpn } }),
    ]),
  fc.constantFrom('10.96.10.20', '10.96.10.40', '203.0.113.10', '10.20.1.120').map((ip): Mutation => [
    'destination address',
    (request) => ({
      ...request,
      connectTo: { ip: parseIp(ip) ?? fail(), port: request.connectTo?.port ?? request.port },
    }),
  ]),
);

function fail(): never {
  throw new Error('no address');
}

const base = fc.record({
  to: fc.constantFrom(
    '10.96.10.20:8080',
    '10.96.10.40:80',
    '10.96.10.50:8090',
    '10.20.1.120:6379',
    '203.0.113.10:443',
    '10.96.10.30:9080',
    '10.20.2.20:8080',
  ),
  host: fc.constantFrom('catalog:8080', 'cart', 'reviews:9080', 'billing.partner.example', 'x.example'),
  path: fc.constantFrom('/', '/v9/x', '/cart/checkout', '/charge/1'),
  method: fc.constantFrom('GET', 'POST'),
  tls: fc.boolean(),
});

function requestOf({
  to,
  host,
  path,
  method,
  tls,
}: {
  to: string;
  host: string;
  path: string;
  method: string;
  tls: boolean;
}): TraceRequest {
  const [address = '', port = ''] = to.split(':');
  return {
    from: { kind: 'pod', namespace: 'web', name: 'frontend-7d9c6b5f4-2xkqp' },
    url: to,
    host: address,
    port: Number(port),
    transport: 'tcp',
    protocol: 'http/1.1',
    method,
    authority: host,
    path,
    headers: [],
    ...(tls ? { tls: { sni: host.replace(/:.*/, ''), alpn: ['http/1.1'] } } : {}),
    sender: { uid: 'ordinary', gid: 'ordinary', mark: 0 },
    connectTo: { ip: parseIp(address) ?? fail(), port: Number(port) },
    resolve: [],
    ctState: 'new',
    withReturn: false,
  };
}

/** Filters that are not run, and rules that were not captured, decide nothing. */
const pins = { ...noPins, assume: new Map([['*', 'pass' as const]]), branches: 'all' as const };

test('changing an input that is not listed never changes verdict, clusters, routes or endpoints', () => {
  fc.assert(
    fc.property(base, fc.array(mutation, { minLength: 1, maxLength: 3 }), (given, mutations) => {
      const request = requestOf(given);
      const before = traceRequest(shopWorld, request, pins);
      const unlisted = mutations.filter(([input]) => !before.dependsOn.includes(input));
      fc.pre(unlisted.length > 0);
      const changed = unlisted.reduce((current, [, change]) => change(current), request);
      expect(essence(traceRequest(shopWorld, changed, pins))).toEqual(essence(before));
    }),
    { numRuns: 300, seed: 7 },
  );
});
