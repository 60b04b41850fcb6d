import { pod, service, slice } from '../kube/harness.js';
import {
  cluster,
  dump,
  fixed,
  http,
  listener,
  originates,
  passthrough,
  route,
  routeConfig,
  tcp,
  terminates,
  virtualInbound,
  virtualOutbound,
  type Dump,
} from './dump.js';
import type { Files } from './harness.js';
import { istioRules } from './rules.js';

/** The cluster by which a reaches b. */
export const TO_B = 'outbound|80||b.web.svc.cluster.local';

const SIDECAR =
  'containers: [{name: app, ports: [{containerPort: 8080}]}, {name: istio-proxy, image: proxyv2, args: [proxy, sidecar], securityContext: {runAsUser: 1337, runAsGroup: 1337}}], nodeName: n1';

const PORT = '[{name: http, port: 8080, protocol: TCP}]';

/** Pods web/a and web/b with sidecars, web/c without, Service b (10.96.0.2:80 -> 8080), Service c, a node. */
export const OBJECTS =
  pod('web/a', '10.0.0.1', 'labels: {app: a}', `${SIDECAR}, serviceAccountName: a`) +
  pod('web/b', '10.0.0.2', 'labels: {app: b}', `${SIDECAR}, serviceAccountName: b`) +
  pod(
    'web/c',
    '10.0.0.3',
    'labels: {app: c}',
    'containers: [{name: app, ports: [{containerPort: 8080}]}], nodeName: n1',
  ) +
  service('web/b', 'clusterIP: 10.96.0.2, selector: {app: b}, ports: [{name: http, port: 80, targetPort: 8080}]') +
  service('web/c', 'clusterIP: 10.96.0.3, selector: {app: c}, ports: [{name: http, port: 80, targetPort: 8080}]') +
  slice('web/b', '[{addresses: [10.0.0.2], conditions: {ready: true}}]', PORT) +
  slice('web/c', '[{addresses: [10.0.0.3], conditions: {ready: true}}]', PORT) +
  '{apiVersion: v1, kind: Node, metadata: {name: n1}, status: {addresses: [{type: InternalIP, address: 192.168.0.1}]}}\n---\n';

/** The proxy of a: port 80 by host names, all else passes through. */
export function proxyOfA(more: Dump = {}): unknown {
  return dump({
    ...more,
    listeners: [
      virtualOutbound(),
      virtualInbound([inboundHttp(), tcp('InboundPassthroughCluster')]),
      listener('0.0.0.0:80', [http('80')]),
      ...(more.listeners ?? []),
    ],
    routes: more.routes ?? [
      routeConfig('80', { 'b b.web.svc.cluster.local 10.96.0.2': [route(TO_B)], '*': [route('PassthroughCluster')] }),
    ],
    clusters: byName([
      cluster(TO_B),
      passthrough(),
      passthrough('InboundPassthroughCluster', { upstream_bind_config: BIND }),
      fixed('BlackHoleCluster', []),
      inboundCluster(),
      ...(more.clusters ?? []),
    ]),
    endpoints: { [TO_B]: ['10.0.0.2:8080'], ...more.endpoints },
  });
}

/** Of clusters with the same name the last. */
function byName(clusters: NonNullable<Dump['clusters']>): NonNullable<Dump['clusters']> {
  return [...new Map(clusters.map((one) => [one.name, one])).values()];
}

/** The proxy of b: port 8080 in plaintext, or what `chains` say. */
export function proxyOfB(chains: readonly object[] = [inboundHttp()], more: Dump = {}): unknown {
  return dump({
    ...more,
    nodeId: 'sidecar~10.0.0.2~b.web~web.svc.cluster.local',
    listeners: [virtualOutbound(), virtualInbound([...chains] as never)],
    clusters: [
      inboundCluster(),
      passthrough(),
      passthrough('InboundPassthroughCluster', { upstream_bind_config: BIND }),
      ...(more.clusters ?? []),
    ],
  });
}

const BIND = { source_address: { address: '127.0.0.6', port_value: 0 } };

/** The cluster by which an inbound request reaches the app: the original destination, from 127.0.0.6. */
function inboundCluster(more: object = {}): Readonly<Record<string, unknown>> {
  return passthrough('inbound|8080||', { upstream_bind_config: BIND, ...more });
}

/** The chain of port 8080: any HTTP, in plaintext. */
export function inboundHttp(
  match: object = {},
  more: Parameters<typeof http>[2] = {},
): Readonly<Record<string, unknown>> {
  return http(
    routeConfig('inbound|8080||', { '*': [route('inbound|8080||')] }),
    { destination_port: 8080, ...match },
    more,
  );
}

/** The chain of port 8080 for mutual TLS only (PeerAuthentication STRICT). */
export function inboundStrict(more: Parameters<typeof http>[2] = {}): Readonly<Record<string, unknown>> {
  return inboundHttp(
    { transport_protocol: 'tls' },
    { transport_socket: terminates({ require: true, alpn: ['h2', 'http/1.1'] }), ...more },
  );
}

/** A cluster to b by mutual TLS that accepts this server name. */
export function toB(san = 'spiffe://cluster.local/ns/web/sa/b'): Readonly<Record<string, unknown>> {
  return cluster(TO_B, { transport_socket: originates('outbound_.80_._.b.web.svc.cluster.local', san) });
}

/** The world of both; a file of `more` takes another's place, `undefined` takes one away. */
export function shop(more: Files = {}): Files {
  const files: Files = {
    'objects/all.yaml': OBJECTS,
    'pods/web/a/config_dump.json': proxyOfA(),
    'pods/web/a/iptables-save.txt': istioRules(),
    'pods/web/b/config_dump.json': proxyOfB(),
    'pods/web/b/iptables-save.txt': istioRules(),
    ...more,
  };
  return Object.fromEntries(Object.entries(files).filter(([, content]) => content !== undefined));
}
