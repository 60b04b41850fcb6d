import { expect, test } from 'vitest';
import { pod } from '../kube/harness.js';
import { cluster, dump, http, listener, route, routeConfig, tcp } from './dump.js';
import { outcomes, steps, verdict, world, type Files } from './harness.js';
import { DNS_CAPTURE, istioRules } from './rules.js';
import { proxyOfA, shop } from './shopOfTwo.js';

const SELF = 'outbound|8080||gw.edge.svc.cluster.local';
const TO_C = 'outbound|80||c.web.svc.cluster.local';

/** A gateway that listens on 8080 and knows itself as a cluster. */
function gateway(routes: readonly object[]): Files {
  return {
    'objects/edge.yaml': pod(
      'edge/gw',
      '10.0.0.9',
      'labels: {app: gw}',
      'containers: [{name: istio-proxy, args: [proxy, router], ports: [{containerPort: 8080}]}]',
    ),
    'pods/edge/gw/config_dump.json': dump({
      nodeId: 'router~10.0.0.9~gw.edge~edge.svc.cluster.local',
      listeners: [
        listener('0.0.0.0:8080', [http(routeConfig('all', { '*': routes as never }))], { bind_to_port: true }),
      ],
      clusters: [cluster(SELF), cluster(TO_C)],
      endpoints: { [SELF]: ['10.0.0.9:8080'], [TO_C]: ['10.0.0.3:8080'] },
    }),
  };
}

const through = (routes: readonly object[]): string =>
  verdict(world(shop(gateway(routes)))('external', 'http://10.0.0.9:8080/a'));

test('a gateway that sends a request to itself unchanged', () => {
  expect(through([route(SELF)])).toBe('LOOP timeout');
});

test('one that sends it to itself with another path, which leads on, is no loop', () => {
  expect(through([route(SELF, { prefix: '/a' }, { prefix_rewrite: '/b' }), route(TO_C)])).toBe('DELIVERED');
});

test('nor is one that adds a header by which the second time goes elsewhere', () => {
  const seen = { prefix: '/', headers: [{ name: 'x-seen', present_match: true }] };
  const mark = { request_headers_to_add: [{ header: { key: 'x-seen', value: '1' } }] };
  expect(through([route(TO_C, seen), route(SELF, { prefix: '/' }, {}, mark)])).toBe('DELIVERED');
});

test('a path that grows on every turn is a loop all the same', () => {
  expect(through([route(SELF, { prefix: '/' }, { prefix_rewrite: '/x/' })])).toBe('LOOP timeout');
});

test('a loop by chance is an outcome with its share', () => {
  const weights = {
    cluster: undefined,
    weighted_clusters: {
      clusters: [
        { name: SELF, weight: 25 },
        { name: TO_C, weight: 75 },
      ],
    },
  };
  const trace = world(shop(gateway([route('', { prefix: '/' }, weights)])))('external', 'http://10.0.0.9:8080/a');
  expect(outcomes(trace)).toEqual(['75 % DELIVERED', '25 % LOOP timeout']);
});

test('an internal listener that sends to itself', () => {
  const internal = { name: 'around', internal_listener: {}, filter_chains: [tcp('around')] };
  const toInternal = {
    name: 'around',
    type: 'STATIC',
    load_assignment: {
      cluster_name: 'around',
      endpoints: [
        {
          lb_endpoints: [
            { endpoint: { address: { envoy_internal_address: { server_listener_name: 'around', endpoint_id: 'x' } } } },
          ],
        },
      ],
    },
  };
  const proxy = proxyOfA({ listeners: [internal, listener('0.0.0.0:9000', [tcp('around')])], clusters: [toInternal] });
  expect(verdict(world(shop({ 'pods/web/a/config_dump.json': proxy }))('web/a', 'tcp://203.0.113.9:9000'))).toBe(
    'LOOP timeout',
  );
});

test('rules that jump in a circle are the kernel’s to refuse: not known, by name', () => {
  const circle =
    '*filter\n:OUTPUT ACCEPT [0:0]\n:A - [0:0]\n:B - [0:0]\n-A OUTPUT -j A\n-A A -j B\n-A B -j A\nCOMMIT\n';
  expect(world(shop({ 'pods/web/c/iptables-save.txt': circle }))('web/c', 'http://b/').verdict.unknown).toContain(
    'loop',
  );
});

test('UDP is not taken by listeners for TCP', () => {
  const files = {
    'pods/web/a/iptables-save.txt': istioRules({ extra: DNS_CAPTURE }),
    'pods/web/a/sockets.txt': 'udp UNCONN 0 0 127.0.0.1:15053 0.0.0.0:*\ntcp LISTEN 0 4096 0.0.0.0:15053 0.0.0.0:*\n',
  };
  const trace = world(shop(files))('web/a', 'udp://203.0.113.53:53');
  expect(steps(trace, 'listener')).toEqual([]);
  expect(steps(trace, 'app').map(({ summary }) => summary)).toEqual(['a socket listens on 127.0.0.1:15053']);
});
