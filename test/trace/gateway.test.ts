import { expect, test } from 'vitest';
import { pod, service } from '../kube/harness.js';
import { cluster, dump, http, listener, route, routeConfig, tcp, terminates, inspectors } from './dump.js';
import { hops, steps, verdict, world, type Files, type Options } from './harness.js';
import { shop } from './shopOfTwo.js';

const TO_C = 'outbound|80||c.web.svc.cluster.local';
const ROUTES = {
  'shop.example.org shop.example.org:*': [route(TO_C)],
  'old.example.org': [{ match: { prefix: '/' }, redirect: { https_redirect: true } }],
};

/** A gateway: HTTP on 8080, on 8443 HTTPS by SNI for shop, passthrough for raw. */
const GATEWAY = dump({
  nodeId: 'router~10.0.0.9~gw.edge~edge.svc.cluster.local',
  listeners: [
    listener('0.0.0.0:8080', [http('http.8080')], { bind_to_port: true }),
    listener(
      '0.0.0.0:8443',
      [
        http(
          'https.443',
          { server_names: ['shop.example.org'] },
          { transport_socket: terminates({ alpn: ['h2', 'http/1.1'] }) },
        ),
        http(
          'https.443',
          { server_names: ['old.example.org'] },
          { transport_socket: terminates({ alpn: ['http/1.1', 'h2'] }) },
        ),
        tcp(TO_C, { server_names: ['raw.example.org'] }),
      ],
      { bind_to_port: true, listener_filters: [inspectors.tls] },
    ),
  ],
  routes: [
    routeConfig('http.8080', ROUTES),
    routeConfig('https.443', { 'shop.example.org': [route(TO_C)], 'old.example.org': [route(TO_C)] }),
  ],
  clusters: [
    cluster(TO_C, {
      typed_extension_protocol_options: {
        'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
          '@type': 'type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions',
          use_downstream_protocol_config: { http2_protocol_options: {} },
        },
      },
    }),
  ],
  endpoints: { [TO_C]: ['10.0.0.3:8080'] },
});

const FILES: Files = {
  'objects/edge.yaml':
    pod(
      'edge/gw',
      '10.0.0.9',
      'labels: {app: gw}',
      'containers: [{name: istio-proxy, image: proxyv2, args: [proxy, router], ports: [{containerPort: 8080}, {containerPort: 8443}]}], nodeName: n1',
    ) +
    service(
      'edge/gw',
      'type: LoadBalancer, clusterIP: 10.96.0.20, selector: {app: gw}, ports: [{name: http, port: 80, targetPort: 8080}, {name: https, port: 443, targetPort: 8443}, {name: dead, port: 9999, targetPort: 9999}]',
      'loadBalancer: {ingress: [{ip: 203.0.113.80}]}',
    ) +
    '{apiVersion: networking.istio.io/v1, kind: Gateway, metadata: {namespace: edge, name: gw}, spec: {selector: {app: gw}, servers: [{hosts: ["*.example.org"], port: {number: 80, protocol: HTTP, name: http}}]}}\n---\n',
  'pods/edge/gw/config_dump.json': GATEWAY,
};

const ask = world(shop(FILES));

test.each<readonly [name: string, url: string, options: Options, is: string]>([
  ['by the Gateway that lists the host', 'http://shop.example.org/', {}, 'DELIVERED'],
  ['--via', 'http://shop.example.org/', { via: 'gw.edge' }, 'DELIVERED'],
  ['HTTPS by SNI', 'https://shop.example.org/', {}, 'DELIVERED'],
  ['TLS that passes through', 'https://raw.example.org/', {}, 'DELIVERED'],
  ['a host that no route has', 'http://other.example.org/', {}, 'NO_MATCH 404 NR'],
  ['a redirect', 'http://old.example.org/', {}, 'ANSWERED_BY_PROXY 301'],
  ['an SNI that no chain has', 'https://none.example.org/', {}, 'NO_MATCH reset NR'],
  ['a port that the Service has not', 'http://shop.example.org:81/', {}, 'NO_MATCH refused'],
  ['a port on which nothing listens', 'http://shop.example.org:9999/', {}, 'NO_MATCH refused'],
])('external: %s', (_name, url, options, is) => {
  expect(verdict(ask('external', url, options))).toBe(is);
});

test('the hops of a front door', () => {
  expect(hops(ask('external', 'http://shop.example.org/'))).toEqual([
    'outside network',
    'edge/gw prerouting',
    'edge/gw gateway_proxy',
    'edge/gw output',
    'web/c prerouting',
    'web/c app',
  ]);
});

test("a load balancer's address leads to the gateway as well", () => {
  expect(verdict(ask('external', 'http://203.0.113.80/', { headers: ['Host: shop.example.org'] }))).toBe('DELIVERED');
});

test('several gateways with the host have to be told apart', () => {
  const second =
    pod('edge/gw2', '10.0.0.10', 'labels: {app: gw2}', 'containers: [{name: istio-proxy, args: [proxy, router]}]') +
    '{apiVersion: networking.istio.io/v1, kind: Gateway, metadata: {namespace: edge, name: gw2}, spec: {selector: {app: gw2}, servers: [{hosts: ["shop.example.org"], port: {number: 80, protocol: HTTP, name: http}}]}}\n---\n';
  const both = world(shop({ ...FILES, 'objects/second.yaml': second }));
  expect(() => both('external', 'http://shop.example.org/')).toThrow(
    'several gateways list shop.example.org: edge/gw, edge/gw2',
  );
  expect(verdict(both('external', 'http://shop.example.org/', { via: 'gw.edge' }))).toBe('DELIVERED');
});

test.each<readonly [name: string, url: string, options: Options, is: string]>([
  ["the server's own order decides", 'https://shop.example.org/', {}, 'HTTP/2'],
  ['also against the order of the client', 'https://shop.example.org/', { alpn: 'http/1.1,h2' }, 'HTTP/2'],
  ['a server that prefers HTTP/1.1 gets it', 'https://old.example.org/', {}, 'HTTP/1.1'],
  ['a client that offers HTTP/1.1 only', 'https://shop.example.org/', { http11: true }, 'HTTP/1.1'],
  ['a client that offers nothing', 'https://shop.example.org/', { alpn: '' }, 'HTTP/1.1'],
])('TLS negotiates the HTTP version: %s', (_name, url, options, is) => {
  expect(steps(ask('external', url, options), 'upstream_request')[0]?.request?.protocol).toBe(is);
});

test('sidecars speak what they are configured to, whatever ALPN they offer', () => {
  const inside = steps(ask('web/a', 'http://b/'), 'http_request').map(({ summary }) => summary.split(' ').at(-1));
  expect(inside).toEqual(['HTTP/1.1', 'HTTP/1.1']);
});
