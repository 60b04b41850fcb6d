import { expect, test } from 'vitest';
import { pod, service, slice } from '../kube/harness.js';
import { hops, outcomes, rules, steps, verdict, world } from './harness.js';
import { shop } from './shopOfTwo.js';

/** kube-proxy's rules (iptables mode) for Service web/c: ClusterIP 10.96.0.3:80, node port 30080, one endpoint; web/none has none. */
const KUBE_PROXY = `*filter
:INPUT ACCEPT [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:KUBE-SERVICES - [0:0]
-A FORWARD -m conntrack --ctstate NEW -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
-A OUTPUT -m conntrack --ctstate NEW -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
-A KUBE-SERVICES -d 10.96.0.8/32 -p tcp -m comment --comment "web/none:http has no endpoints" -m tcp --dport 80 -j REJECT --reject-with icmp-port-unreachable
COMMIT
*nat
:PREROUTING ACCEPT [0:0]
:INPUT ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:POSTROUTING ACCEPT [0:0]
:KUBE-MARK-MASQ - [0:0]
:KUBE-NODEPORTS - [0:0]
:KUBE-POSTROUTING - [0:0]
:KUBE-SEP-C - [0:0]
:KUBE-SERVICES - [0:0]
:KUBE-EXT-C - [0:0]
:KUBE-SVC-C - [0:0]
-A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
-A OUTPUT -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
-A POSTROUTING -m comment --comment "kubernetes postrouting rules" -j KUBE-POSTROUTING
-A KUBE-EXT-C -j KUBE-MARK-MASQ
-A KUBE-EXT-C -j KUBE-SVC-C
-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000
-A KUBE-NODEPORTS -p tcp -m comment --comment "web/c:http" -m tcp --dport 30080 -j KUBE-EXT-C
-A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN
-A KUBE-POSTROUTING -j MARK --set-xmark 0x4000/0x0
-A KUBE-POSTROUTING -m comment --comment "kubernetes service traffic requiring SNAT" -j MASQUERADE --random-fully
-A KUBE-SEP-C -s 10.0.0.3/32 -m comment --comment "web/c:http" -j KUBE-MARK-MASQ
-A KUBE-SEP-C -p tcp -m comment --comment "web/c:http" -m tcp -j DNAT --to-destination 10.0.0.3:8080
-A KUBE-SERVICES -d 10.96.0.3/32 -p tcp -m comment --comment "web/c:http cluster IP" -m tcp --dport 80 -j KUBE-SVC-C
-A KUBE-SERVICES -m comment --comment "kubernetes service nodeports" -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS
-A KUBE-SVC-C -m comment --comment "web/c:http -> 10.0.0.3:8080" -j KUBE-SEP-C
COMMIT
`;

const NONE = service('web/none', 'clusterIP: 10.96.0.8, ports: [{name: http, port: 80}]');
const OPEN =
  service(
    'web/open',
    'type: NodePort, clusterIP: 10.96.0.9, selector: {app: c}, ports: [{name: http, port: 80, targetPort: 8080, nodePort: 30080}]',
  ) +
  slice(
    'web/open',
    '[{addresses: [10.0.0.3], conditions: {ready: true}}]',
    '[{name: http, port: 8080, protocol: TCP}]',
  );
const OTHER_NODE =
  '{apiVersion: v1, kind: Node, metadata: {name: n2}, status: {addresses: [{type: InternalIP, address: 192.168.0.2}]}}\n---\n' +
  pod(
    'web/d',
    '10.0.0.4',
    'labels: {app: d}',
    'containers: [{name: app, ports: [{containerPort: 8080}]}], nodeName: n2',
  );

const recorded = world(shop({ 'objects/more.yaml': NONE + OTHER_NODE, 'nodes/n1/iptables-save.txt': KUBE_PROXY }));
const fromObjects = world(shop({ 'objects/more.yaml': NONE + OPEN + OTHER_NODE }));

test.each([
  ['a ClusterIP', 'web/c', 'http://10.96.0.3/', 'DELIVERED', ['nat:KUBE-SEP-C:rule:2']],
  ['a ClusterIP, from the node itself', 'node/n1', 'http://10.96.0.3/', 'DELIVERED', ['nat:KUBE-SEP-C:rule:2']],
  [
    'a node port, from outside',
    'external',
    'http://192.168.0.1:30080/',
    'DELIVERED',
    ['nat:KUBE-NODEPORTS:rule:1', 'nat:KUBE-SEP-C:rule:2', 'nat:KUBE-POSTROUTING:rule:3'],
  ],
  [
    'a node port, from a pod of another node',
    'web/d',
    'http://192.168.0.1:30080/',
    'DELIVERED',
    ['nat:KUBE-NODEPORTS:rule:1'],
  ],
  ['a Service without endpoints', 'web/c', 'http://10.96.0.8/', 'NO_UPSTREAM refused', ['filter:KUBE-SERVICES:rule:1']],
  [
    'a Service without endpoints, from the node itself',
    'node/n1',
    'http://10.96.0.8/',
    'NO_UPSTREAM refused',
    ['filter:KUBE-SERVICES:rule:1'],
  ],
])('by the recorded rules of a node: %s', (_name, from, url, is, met) => {
  const trace = recorded(from, url);
  expect([verdict(trace), rules(trace)]).toEqual([is, expect.arrayContaining(met)]);
  expect(hops(trace).some((hop) => hop.startsWith('node n1'))).toBe(true);
  expect(trace.assumptions.map(({ kind }) => kind)).not.toContain('kube-proxy');
});

test.each([
  ['-i lo', 'DELIVERED'],
  ['-i cali+', 'INDETERMINATE'],
  ['! -i eth0', 'INDETERMINATE'],
])('by which interface of its node a pod sends is not known: a rule that drops %s', (match, is) => {
  const dropping = KUBE_PROXY.replace('-A FORWARD', `-A FORWARD ${match} -j DROP\n-A FORWARD`);
  const ask = world(shop({ 'objects/more.yaml': NONE + OTHER_NODE, 'nodes/n1/iptables-save.txt': dropping }));
  expect(verdict(ask('web/c', 'http://10.96.0.3/'))).toMatch(is);
});

test('an address of a Service that the recorded rules do not translate leads nowhere', () => {
  expect(verdict(recorded('web/c', 'http://10.96.0.2/'))).toBe('NO_UPSTREAM timeout');
});

test.each([
  ['a ClusterIP', 'web/c', 'http://10.96.0.3/', 'DELIVERED'],
  ['a node port, from outside', 'external', 'http://192.168.0.1:30080/', 'DELIVERED'],
  ['a node port of another node', 'web/c', 'http://192.168.0.2:30080/', 'DELIVERED'],
  ['a Service without endpoints', 'web/c', 'http://10.96.0.8/', 'NO_UPSTREAM refused'],
])('without recorded rules Services and EndpointSlices stand in: %s', (_name, from, url, is) => {
  const trace = fromObjects(from, url);
  expect([verdict(trace), trace.assumptions.map(({ kind }) => kind)]).toEqual([
    is,
    expect.arrayContaining(['kube-proxy']),
  ]);
});

test('the endpoint of a node port sees the node as the client', () => {
  const trace = fromObjects('external', 'http://192.168.0.1:30080/', { withReturn: true });
  const back = steps(trace, 'routing').flatMap(({ effects }) => effects.map(({ to }) => to));
  expect(back).toContain('leaves by eth0');
  expect(verdict(trace)).toBe('DELIVERED');
});

test('session affinity is a fork, with a note', () => {
  const sticky =
    service(
      'web/sticky',
      'clusterIP: 10.96.0.10, sessionAffinity: ClientIP, ports: [{name: http, port: 80, targetPort: 8080}]',
    ) +
    slice(
      'web/sticky',
      '[{addresses: [10.0.0.3], conditions: {ready: true}}, {addresses: [10.0.0.4], conditions: {ready: true}}]',
      '[{name: http, port: 8080, protocol: TCP}]',
    );
  const trace = world(shop({ 'objects/more.yaml': sticky + OTHER_NODE }))('web/c', 'http://10.96.0.10/');
  expect(outcomes(trace)).toEqual(['100 % DELIVERED']);
  expect(trace.paths).toHaveLength(2);
  expect(steps(trace, 'service')[0]?.notes).toContain(
    'sessionAffinity ClientIP: a client that was here before goes where it went then',
  );
});

test('pods of the host network share the rules and sockets of their node', () => {
  const host =
    pod(
      'web/h',
      '192.168.0.1',
      'labels: {app: h}',
      'hostNetwork: true, nodeName: n1, containers: [{name: app, ports: [{containerPort: 9100}]}]',
    ) +
    pod(
      'web/i',
      '192.168.0.1',
      'labels: {app: i}',
      'hostNetwork: true, nodeName: n1, containers: [{name: app, ports: [{containerPort: 9200}]}]',
    );
  const files = {
    'objects/more.yaml': host,
    'nodes/n1/iptables-save.txt': KUBE_PROXY,
    'nodes/n1/sockets.txt': 'tcp LISTEN 0 4096 0.0.0.0:9100 0.0.0.0:*\n',
  };
  const ask = world(shop(files));
  expect([
    verdict(ask('external', 'tcp://192.168.0.1:9100')),
    hops(ask('external', 'tcp://192.168.0.1:9100')).at(-1),
  ]).toEqual(['DELIVERED', 'web/h app']);
  expect(verdict(ask('external', 'tcp://192.168.0.1:9200'))).toBe('NO_UPSTREAM refused');
  expect(verdict(ask('web/h', 'http://10.96.0.3/'))).toBe('DELIVERED');
});
