import { expect, test } from 'vitest';
import { dump, filter, passthrough, route, routeConfig, tcp, virtualInbound, virtualOutbound } from './dump.js';
import { hops, steps, verdict, world } from './harness.js';
import { filterTable, istioRules } from './rules.js';
import { inboundHttp, proxyOfA, proxyOfB, shop, TO_B } from './shopOfTwo.js';

test('--return tells the way of the answers, the last connection first', () => {
  const ask = world(shop());
  const back = hops(ask('web/a', 'http://b/', { withReturn: true })).filter((hop) => hop.endsWith('return'));
  expect(back).toEqual(['web/b return', 'web/b return', 'web/a return', 'web/a return']);
  expect(hops(ask('web/a', 'http://b/')).filter((hop) => hop.endsWith('return'))).toEqual([]);
});

test('an answer that a rule stops denies the connection, and the hop where it stops is shown', () => {
  const rules = istioRules() + filterTable('-A OUTPUT -s 10.0.0.2/32 -p tcp -m tcp --sport 15006 -j DROP');
  const trace = world(shop({ 'pods/web/b/iptables-save.txt': rules }))('web/a', 'http://b/');
  expect([verdict(trace), trace.verdict.sentence]).toEqual([
    'DENIED 503 UF',
    'filter:OUTPUT:rule:1 stops the answer in web/b.',
  ]);
  expect(hops(trace).slice(-2)).toEqual(['web/b return', 'web/a return']);
});

test('an answer from a local address that the client has not dialled is lost (T12: a transparent proxy whose user is redirected)', () => {
  const tproxy = `*mangle
:PREROUTING ACCEPT [0:0]
:ISTIO_DIVERT - [0:0]
:ISTIO_TPROXY - [0:0]
:ISTIO_INBOUND - [0:0]
-A PREROUTING -p tcp -j ISTIO_INBOUND
-A ISTIO_INBOUND -p tcp -m mark --mark 0x539 -j RETURN
-A ISTIO_INBOUND -p tcp -m conntrack --ctstate RELATED,ESTABLISHED -j ISTIO_DIVERT
-A ISTIO_INBOUND -p tcp -j ISTIO_TPROXY
-A ISTIO_DIVERT -j MARK --set-xmark 0x539/0xffffffff
-A ISTIO_DIVERT -j ACCEPT
-A ISTIO_TPROXY ! -d 127.0.0.1/32 -p tcp -j TPROXY --on-port 15006 --on-ip 0.0.0.0 --tproxy-mark 0x539/0xffffffff
COMMIT
`;
  const source = {
    name: 'envoy.filters.listener.original_src',
    typed_config: {
      '@type': 'type.googleapis.com/envoy.extensions.filters.listener.original_src.v3.OriginalSrc',
      mark: 1337,
    },
  };
  const inbound = virtualInbound([inboundHttp()], { transparent: true });
  const filters = inbound.listener_filters as readonly object[];
  const proxy = dump({
    nodeId: 'sidecar~10.0.0.2~b.web~web.svc.cluster.local',
    listeners: [virtualOutbound(), { ...inbound, listener_filters: [source, ...filters] }],
    clusters: [passthrough('inbound|8080||')],
  });
  const nat = istioRules().replace('-A PREROUTING -p tcp -j ISTIO_INBOUND\n', '');
  const trace = world(shop({ 'pods/web/b/config_dump.json': proxy, 'pods/web/b/iptables-save.txt': nat + tproxy }))(
    'web/a',
    'http://b/',
  );
  expect(verdict(trace)).toBe('NO_UPSTREAM 503 UF');
  expect(trace.verdict.sentence).toMatch(/^The answer is lost in web\/b: /);
});

test.each<readonly [name: string, chains: readonly object[], said: readonly string[], is: string]>([
  [
    'refuses by policy: the status passes',
    [inboundHttp({}, { filters: [filter('rbac', { rules: { action: 'ALLOW' } })] })],
    [],
    'DENIED 403',
  ],
  [
    'closes the connection: the proxy before it answers 503',
    [inboundHttp({ destination_port: 1 })],
    ['web/a answers: 503, flags UC, upstream_reset_before_response_started{connection_termination}'],
    'NO_MATCH 503 NR',
  ],
])('a proxy further back that %s', (_name, chains, said, is) => {
  const trace = world(shop({ 'pods/web/b/config_dump.json': proxyOfB(chains) }))('web/a', 'http://b/');
  expect(verdict(trace)).toBe(is);
  expect(
    trace.hops.filter(({ stage }) => stage === 'return').flatMap((hop) => hop.steps.map(({ summary }) => summary)),
  ).toEqual(said);
});

test('a TCP proxy in between closes in turn, and the HTTP proxy before it answers', () => {
  const trace = world(
    shop({
      'pods/web/b/config_dump.json': proxyOfB([tcp('inbound|8080||')]),
      'pods/web/b/sockets.txt': 'tcp LISTEN 0 4096 0.0.0.0:15006 0.0.0.0:*\n',
    }),
  )('web/a', 'http://b/');
  expect([verdict(trace), trace.verdict.flags]).toEqual(['NO_UPSTREAM 503 UF,URX', 'UF,URX']);
  expect(steps(trace, 'reply').map(({ summary }) => summary)).toEqual([
    'web/b answers: closes the connection, flags UF,URX',
    'web/a answers: 503, flags UC, upstream_reset_before_response_started{connection_termination}',
  ]);
});

test('retries that are used up are told by URX', () => {
  const retrying = proxyOfA({
    routes: [
      routeConfig('80', {
        b: [route(TO_B, { prefix: '/' }, { retry_policy: { retry_on: 'connect-failure', num_retries: 2 } })],
      }),
    ],
    endpoints: { [TO_B]: ['10.0.0.3:9999'] },
  });
  const trace = world(
    shop({
      'pods/web/a/config_dump.json': retrying,
      'pods/web/c/sockets.txt': 'tcp LISTEN 0 4096 0.0.0.0:8080 0.0.0.0:*\n',
    }),
  )('web/a', 'http://b/');
  expect(verdict(trace)).toBe('NO_UPSTREAM 503 URX,UF');
  expect(steps(trace, 'upstream_request')[0]?.notes).toContain('tries again up to 2 times on connect-failure');
});

test('a gRPC caller sees status 200 and the grpc-status of the failure', () => {
  const trace = world(shop({ 'pods/web/b/sockets.txt': 'tcp LISTEN 0 4096 0.0.0.0:15006 0.0.0.0:*\n' }))(
    'web/a',
    'grpc://b.web.svc.cluster.local:80/s/M',
  );
  expect(verdict(trace)).toBe('NO_UPSTREAM 200 grpc 14 UF');
});
