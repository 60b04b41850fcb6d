import { describe, expect, test } from 'vitest';
import { exitCodeOf, type ExitOptions } from '../../src/trace/exitCodeOf.js';
import { cluster, filter, listener, route, routeConfig, tcp, type Dump } from './dump.js';
import { outcomes, verdict, world, type Files, type Options } from './harness.js';
import { filterTable, istioRules } from './rules.js';
import { inboundHttp, inboundStrict, proxyOfA, proxyOfB, shop, toB, TO_B } from './shopOfTwo.js';
import { service } from '../kube/harness.js';

const plainExit: ExitOptions = { requireMesh: false, expect: [], failOn: [], exitZero: false };

/** A case: what the verdict is, its exit code, what is special about the world, and what is asked. */
type Case = readonly [
  is: string,
  exit: number,
  name: string,
  files: Files,
  url?: string,
  options?: Options,
  from?: string,
];

const a = (more: Dump): Files => ({ 'pods/web/a/config_dump.json': proxyOfA(more) });
const b = (...args: Parameters<typeof proxyOfB>): Files => ({ 'pods/web/b/config_dump.json': proxyOfB(...args) });
const routeOfB = (...routes: readonly object[]): Files =>
  a({ routes: [routeConfig('80', { 'b b.web.svc.cluster.local': routes as never })] });
const toBTls = (san?: string): Files => ({
  'pods/web/a/config_dump.json': proxyOfA({ clusters: [toB(san)] }),
});
const rbac = (action: string, policies: object): object => filter('rbac', { rules: { action, policies } });
const ANYONE = { all: { permissions: [{ any: true }], principals: [{ any: true }] } };
const FAULT = (status: number, percent: number): object =>
  filter('fault', { abort: { http_status: status, percentage: { numerator: percent } } });

const CASES: Readonly<Record<string, readonly Case[]>> = {
  INDETERMINATE: [
    ['INDETERMINATE (DELIVERED)', 4, 'code that is not run', b([inboundHttp({}, { filters: [filter('lua')] })])],
    ['INDETERMINATE (DELIVERED)', 4, 'rules that were not captured', { 'pods/web/b/iptables-save.txt': undefined }],
    ['INDETERMINATE', 4, 'a proxy whose configuration was not captured', { 'pods/web/b/config_dump.json': undefined }],
    ['INDETERMINATE', 4, 'a dump without listeners', a({ without: ['listeners'] })],
    ['INDETERMINATE', 4, 'a dump without routes', a({ without: ['routes'] })],
    ['INDETERMINATE', 4, 'a dump without clusters', a({ without: ['clusters'] })],
    ['INDETERMINATE', 4, 'a dump without endpoints', a({ without: ['endpoints'] })],
    [
      'INDETERMINATE',
      4,
      'a rule that is not modelled and could drop',
      {
        'pods/web/b/iptables-save.txt':
          istioRules() + filterTable('-A INPUT -m bpf --bytecode "4,48 0 0 9,21 0 1 6,6 0 0 1,6 0 0 0" -j DROP'),
      },
    ],
  ],
  LOOP: [
    [
      'LOOP timeout',
      3,
      "the proxy's user is not exempt",
      { 'pods/web/a/iptables-save.txt': istioRules({ user: 4242 }) },
      'tcp://203.0.113.9:9000',
    ],
    [
      'LOOP timeout',
      3,
      'and the request goes around by HTTP',
      { 'pods/web/a/iptables-save.txt': istioRules({ user: 4242 }) },
    ],
  ],
  DENIED: [
    [
      'DENIED 403',
      3,
      'an ALLOW policy that does not fit',
      b([inboundHttp({}, { filters: [rbac('ALLOW', {}) as never] })]),
    ],
    ['DENIED 403', 3, 'a DENY policy', b([inboundHttp({}, { filters: [rbac('DENY', ANYONE) as never] })])],
    [
      'DENIED 200 grpc 7',
      3,
      'a DENY policy and gRPC',
      b([inboundHttp({}, { filters: [rbac('DENY', ANYONE) as never] })]),
      'grpc://b.web.svc.cluster.local:80/s/M',
    ],
    ['DENIED 503 NR', 3, 'plaintext to a port that takes mutual TLS only', b([inboundStrict()])],
    [
      'DENIED 503 UF',
      3,
      'a certificate that the caller refuses',
      { ...toBTls('spiffe://cluster.local/ns/web/sa/other'), ...b([inboundStrict()]) },
    ],
    [
      'DENIED timeout',
      3,
      'a rule drops',
      { 'pods/web/a/iptables-save.txt': istioRules() + filterTable('-A OUTPUT -p tcp -m tcp --dport 15001 -j DROP') },
    ],
    [
      'DENIED refused',
      3,
      'a rule rejects',
      { 'pods/web/c/iptables-save.txt': filterTable('-A INPUT -p tcp -j REJECT --reject-with tcp-reset') },
      'http://10.0.0.3:8080/',
      {},
      'node/n1',
    ],
    [
      'DENIED 503 UF',
      3,
      'a rule drops what the proxy sends',
      { 'pods/web/b/iptables-save.txt': istioRules() + filterTable('-A INPUT -p tcp -m tcp --dport 15006 -j DROP') },
    ],
    [
      'DENIED timeout',
      3,
      'a rule drops the answer',
      { 'pods/web/a/iptables-save.txt': istioRules() + filterTable('-A OUTPUT -p tcp -m tcp --sport 15001 -j DROP') },
    ],
  ],
  NO_MATCH: [
    ['NO_MATCH 404 NR', 3, 'no route', routeOfB(route(TO_B, { prefix: '/other' }))],
    ['NO_MATCH 404 NR', 3, 'no virtual host', a({ routes: [routeConfig('80', { other: [route(TO_B)] })] })],
    ['NO_MATCH 404 NR', 3, 'a route configuration that was not delivered', a({ routes: [routeConfig('81', {})] })],
    ['NO_MATCH 503 NR', 3, 'no filter chain for the port', b([inboundHttp({ destination_port: 9090 })])],
    [
      'NO_MATCH reset NR',
      3,
      'the same, to a caller without proxy',
      b([inboundHttp({ destination_port: 9090 })]),
      'http://10.0.0.2:8080/',
      {},
      'web/c',
    ],
  ],
  NO_UPSTREAM: [
    ['NO_UPSTREAM 503 NC', 3, 'a cluster that is not there', routeOfB(route('nowhere'))],
    ['NO_UPSTREAM 503 UH', 3, 'a cluster without endpoints', a({ endpoints: { [TO_B]: [] } })],
    [
      'NO_UPSTREAM 503 UH',
      3,
      'endpoints that all are unhealthy, with panic off',
      {
        'pods/web/a/config_dump.json': proxyOfA({
          clusters: [cluster(TO_B, { common_lb_config: { healthy_panic_threshold: { value: 0 } } })],
          endpoints: { [TO_B]: ['!10.0.0.2:8080'] },
        }),
      },
    ],
    ['NO_UPSTREAM 503 UH', 3, 'the black hole', routeOfB(route('BlackHoleCluster'))],
    [
      'NO_UPSTREAM closed UH',
      3,
      'the black hole by TCP',
      a({ listeners: [listener('10.96.0.9:9000', [tcp('BlackHoleCluster')])] }),
      'tcp://10.96.0.9:9000',
    ],
    ['NO_UPSTREAM 503 UF', 3, 'nothing listens at the app', { 'pods/web/b/sockets.txt': SOCKETS('0.0.0.0:15006') }],
    [
      'NO_UPSTREAM 503 UF',
      3,
      'the app listens on 127.0.0.1 only',
      { 'pods/web/b/sockets.txt': SOCKETS('0.0.0.0:15006', '127.0.0.1:8080') },
    ],
    ['NO_UPSTREAM unresolved', 3, 'a name that no Service has', {}, 'http://nosuch/'],
    [
      'NO_UPSTREAM refused',
      3,
      'a Service without endpoints, at kube-proxy',
      { 'objects/empty.yaml': service('web/empty', 'clusterIP: 10.96.0.8, ports: [{port: 80}]') },
      'http://empty/',
      {},
      'web/c',
    ],
    ['NO_UPSTREAM timeout', 3, 'a port that the Service has not', {}, 'http://c.web:81/', {}, 'web/c'],
  ],
  ANSWERED_BY_PROXY: [
    [
      'ANSWERED_BY_PROXY 301',
      0,
      'a redirect',
      routeOfB({ match: { prefix: '/' }, redirect: { https_redirect: true } }),
    ],
    [
      'ANSWERED_BY_PROXY 502',
      3,
      'a direct response (block_all)',
      routeOfB({ match: { prefix: '/' }, direct_response: { status: 502 } }),
    ],
    ['ANSWERED_BY_PROXY 418 FI', 3, 'an injected fault', b([inboundHttp({}, { filters: [FAULT(418, 100) as never] })])],
    [
      'ANSWERED_BY_PROXY 200 FI',
      3,
      'an injected fault is a finding, whatever its status',
      b([inboundHttp({}, { filters: [FAULT(200, 100) as never] })]),
    ],
    ['ANSWERED_BY_PROXY 400 DPE', 3, 'bytes that are no HTTP', {}, 'tcp://b:80'],
  ],
  EXITS_MESH: [
    ['EXITS_MESH', 0, 'an address that no pod has', {}, 'http://203.0.113.9/'],
    ['EXITS_MESH', 0, 'a name outside whose address is not known', {}, 'http://example.org/'],
  ],
  DELIVERED_BYPASS: [
    ['DELIVERED_BYPASS', 0, "the app runs as the proxy's user", {}, 'http://10.0.0.2:8080/', { uid: 1337, gid: 1337 }],
    [
      'DELIVERED_BYPASS',
      0,
      'a port that is not captured inbound',
      { 'pods/web/b/iptables-save.txt': istioRules().replace('--dport 15090', '--dport 8080') },
    ],
  ],
  DELIVERED: [
    ['DELIVERED', 0, 'from sidecar to sidecar', {}],
    ['DELIVERED', 0, 'by mutual TLS', { ...toBTls(), ...b([inboundStrict()]) }],
    ['DELIVERED', 0, 'to a pod without sidecar', {}, 'http://c.web/'],
    ['DELIVERED', 0, 'from a pod without sidecar to one without', {}, 'http://c.web/', {}, 'web/c'],
    [
      'DELIVERED',
      0,
      'the app listens on the pod address only',
      { 'pods/web/b/sockets.txt': SOCKETS('0.0.0.0:15006', '10.0.0.2:8080') },
    ],
  ],
};

function SOCKETS(...at: readonly string[]): string {
  return at.map((address) => `tcp LISTEN 0 4096 ${address} 0.0.0.0:*\n`).join('');
}

for (const [code, cases] of Object.entries(CASES)) {
  describe(code, () => {
    for (const [is, exit, name, files, url = 'http://b/items', options = {}, from = 'web/a'] of cases) {
      test(`${is}, exit ${exit}: ${name}`, () => {
        const trace = world(shop(files))(from, url, options);
        expect([verdict(trace), exitCodeOf(trace, plainExit)]).toEqual([is, exit]);
      });
    }
  });
}

test.each([
  [
    'an unknown step goes before everything',
    { ...b([inboundHttp({}, { filters: [filter('lua') as never, rbac('DENY', ANYONE) as never] })]) },
    'INDETERMINATE (DENIED 403)',
  ],
  [
    'a denial before a missing endpoint',
    {
      ...b([inboundHttp({}, { filters: [rbac('DENY', ANYONE) as never] })]),
      'pods/web/b/sockets.txt': SOCKETS('0.0.0.0:15006'),
    },
    'DENIED 403',
  ],
])('of several rows %s', (_name, files, is) => {
  expect(verdict(world(shop(files as Files))('web/a', 'http://b/'))).toBe(is);
});

test('every outcome has its share, and the exit code is the worst of them', () => {
  const trace = world(shop(b([inboundHttp({}, { filters: [FAULT(503, 20) as never] })])))('web/a', 'http://b/');
  expect(outcomes(trace)).toEqual(['80 % DELIVERED', '20 % ANSWERED_BY_PROXY 503 FI']);
  expect(exitCodeOf(trace, plainExit)).toBe(3);
  expect(exitCodeOf(trace, { ...plainExit, expect: ['DELIVERED', 'ANSWERED_BY_PROXY'] })).toBe(0);
  expect(exitCodeOf(trace, { ...plainExit, exitZero: true })).toBe(0);
});

test.each([
  ['requireMesh', 'http://203.0.113.9/', { requireMesh: true }, 3],
  ['failOn exits', 'http://203.0.113.9/', { failOn: ['exits' as const] }, 3],
  ['expect, met', 'http://203.0.113.9/', { expect: ['EXITS_MESH' as const] }, 0],
  ['expect, not met', 'http://203.0.113.9/', { expect: ['DELIVERED' as const] }, 3],
])('%s', (_name, url, options, exit) => {
  expect(exitCodeOf(world(shop())('web/a', url), { ...plainExit, ...options })).toBe(exit);
});
