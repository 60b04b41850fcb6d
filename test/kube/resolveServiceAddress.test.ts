import { describe, expect, test } from 'vitest';
import { parseIp } from '../../src/net/IpAddress.js';
import { formatSocketAddress, parseSocketAddress } from '../../src/net/SocketAddress.js';
import { resolveServiceAddress, type ServiceClient } from '../../src/kube/proxy/resolveServiceAddress.js';
import { kube, pod, service, slice } from './harness.js';

const NODES = ['n1 192.168.0.1 east', 'n2 192.168.0.2 west', 'n3 192.168.0.3 north']
  .map((line) => line.split(' '))
  .map(
    ([name = '', ip = '', zone = '']) =>
      `{apiVersion: v1, kind: Node, metadata: {name: ${name}, labels: {topology.kubernetes.io/zone: ${zone}}}, status: {addresses: [{type: InternalIP, address: ${ip}}]}}\n---\n`,
  )
  .join('');
const TWO = '[{addresses: [10.0.0.1], nodeName: n1}, {addresses: [10.0.0.2], nodeName: n2}]';
const PORTS =
  'ports: [{port: 80, targetPort: 8080, nodePort: 30080}, {name: dns, port: 53, protocol: UDP, targetPort: 5353}]';
const SLICE_PORTS = '[{port: 8080}, {name: dns, port: 5353, protocol: UDP}]';

const OBJECTS = kube(
  NODES +
    service('n/plain', `clusterIP: 10.96.0.1, ${PORTS}`) +
    slice('n/plain', TWO, SLICE_PORTS) +
    service('n/local', `clusterIP: 10.96.0.2, internalTrafficPolicy: Local, ports: [{port: 80}]`) +
    slice('n/local', TWO) +
    service('n/empty', 'clusterIP: 10.96.0.3, ports: [{port: 80}]') +
    slice('n/empty', '[{addresses: [10.0.0.3], conditions: {ready: false}}]') +
    service('n/draining', 'clusterIP: 10.96.0.4, ports: [{port: 80}]') +
    slice(
      'n/draining',
      '[{addresses: [10.0.0.4], conditions: {ready: false, serving: true, terminating: true}}, {addresses: [10.0.0.5], conditions: {ready: false, serving: false, terminating: true}}]',
    ) +
    service('n/sticky', 'clusterIP: 10.96.0.5, sessionAffinity: ClientIP, ports: [{port: 80}]') +
    slice('n/sticky', TWO) +
    service('n/zoned', 'clusterIP: 10.96.0.6, ports: [{port: 80}]') +
    slice(
      'n/zoned',
      '[{addresses: [10.0.0.1], hints: {forZones: [{name: east}]}}, {addresses: [10.0.0.2], hints: {forZones: [{name: west}]}}]',
    ) +
    service('n/halfzoned', 'clusterIP: 10.96.0.7, ports: [{port: 80}]') +
    slice('n/halfzoned', '[{addresses: [10.0.0.1], hints: {forZones: [{name: east}]}}, {addresses: [10.0.0.2]}]') +
    service(
      'n/lb',
      'type: LoadBalancer, clusterIP: 10.96.0.8, externalIPs: [198.51.100.7], externalTrafficPolicy: Local, loadBalancerSourceRanges: [198.51.100.0/24], ports: [{port: 80, nodePort: 30081}]',
      'loadBalancer: {ingress: [{ip: 203.0.113.8}, {ip: 203.0.113.9, ipMode: Proxy}]}',
    ) +
    slice('n/lb', TWO) +
    service('n/dual', 'clusterIP: 10.96.0.9, clusterIPs: [10.96.0.9, "fd96::9"], ports: [{port: 80}]') +
    slice('n/dual', '[{addresses: [10.0.0.1]}]') +
    slice('n/dual', '[{addresses: ["fd00::1"]}]', '[{port: 8080}]', 'IPv6') +
    service('n/named', 'clusterIP: 10.96.0.10, selector: {app: x}, ports: [{port: 80, targetPort: web}]') +
    pod('n/x', '10.0.0.9', 'labels: {app: x}', 'containers: [{name: c, ports: [{name: web, containerPort: 7070}]}]'),
);

function resolve(to: string, client: ServiceClient = { inside: true, node: 'n1' }, protocol = 'tcp'): string {
  const destination = parseSocketAddress(to);
  if (!destination) throw new Error(`bad address ${to}`);
  const answer = resolveServiceAddress(OBJECTS, destination, protocol, client);
  if (!answer) return 'no Service';
  if (answer.kind !== 'endpoints') return `${answer.kind}: ${answer.why}`;
  const candidates = answer.candidates.map(
    ({ address, masqueraded }) =>
      formatSocketAddress(address) + (masqueraded === 'no' ? '' : ` masqueraded: ${masqueraded}`),
  );
  return `${answer.by} ${answer.service.name} ${answer.policy}${answer.affinity === 'ClientIP' ? ' sticky' : ''}: ${candidates.join(', ')}`;
}

const FROM_OUTSIDE = (node: string, ip = '198.51.100.1'): ServiceClient => {
  const address = parseIp(ip);
  return { inside: false, node, ...(address ? { ip: address } : {}) };
};
const POD_1 = parseIp('10.0.0.1');

describe('what kube-proxy makes of a destination', () => {
  test.each([
    [
      'a ClusterIP: every ready endpoint, at the target port',
      '10.96.0.1:80',
      'clusterIP plain Cluster: 10.0.0.1:8080, 10.0.0.2:8080',
    ],
    ['internalTrafficPolicy Local: the node’s own', '10.96.0.2:80', 'clusterIP local Local: 10.0.0.1:8080'],
    ['no ready endpoint: REJECT', '10.96.0.3:80', 'rejected: Service n/empty has no ready endpoints'],
    ['only terminating ones: those that still serve', '10.96.0.4:80', 'clusterIP draining Cluster: 10.0.0.4:8080'],
    ['session affinity', '10.96.0.5:80', 'clusterIP sticky Cluster sticky: 10.0.0.1:8080, 10.0.0.2:8080'],
    ['zone hints', '10.96.0.6:80', 'clusterIP zoned Cluster: 10.0.0.1:8080'],
    [
      'hints that some endpoint lacks are not used',
      '10.96.0.7:80',
      'clusterIP halfzoned Cluster: 10.0.0.1:8080, 10.0.0.2:8080',
    ],
    ['IPv6', '[fd96::9]:80', 'clusterIP dual Cluster: [fd00::1]:8080'],
    ['IPv4 of a dual-stack Service', '10.96.0.9:80', 'clusterIP dual Cluster: 10.0.0.1:8080'],
    ['a named target port without slices', '10.96.0.10:80', 'clusterIP named Cluster: 10.0.0.9:7070'],
    ['a port that the Service lacks', '10.96.0.1:81', 'noPort: Service n/plain has no tcp port 81'],
    ['a port of another protocol', '10.96.0.1:53', 'noPort: Service n/plain has no tcp port 53'],
    ['a pod’s address', '10.0.0.1:8080', 'no Service'],
    [
      'a node port',
      '192.168.0.2:30080',
      'nodePort plain Cluster: 10.0.0.1:8080 masqueraded: yes, 10.0.0.2:8080 masqueraded: yes',
    ],
    ['another port of a node', '192.168.0.2:22', 'no Service'],
    [
      'an external IP, from inside: the policy for outside does not hold',
      '198.51.100.7:80',
      'externalIP lb Cluster: 10.0.0.1:8080, 10.0.0.2:8080',
    ],
    ['a load balancer’s address that is a proxy of its own', '203.0.113.9:80', 'no Service'],
  ])('%s', (_what, to, expected) => {
    expect(resolve(to)).toBe(expected);
  });

  test('UDP', () =>
    expect(resolve('10.96.0.1:53', { inside: true }, 'udp')).toBe(
      'clusterIP plain Cluster: 10.0.0.1:5353, 10.0.0.2:5353',
    ));
  test('Local without an endpoint on the node: DROP', () =>
    expect(resolve('10.96.0.2:80', { inside: true, node: 'n3' })).toBe(
      'dropped: Service n/local has no endpoints on node n3, and its policy is Local',
    ));
  test('Local on a node that nobody knows', () =>
    expect(resolve('10.96.0.2:80', { inside: true })).toBe(
      'unknown: which endpoints of Service n/local are used depends on the node',
    ));
  test('hints on a node that nobody knows', () =>
    expect(resolve('10.96.0.6:80', { inside: true })).toBe(
      'unknown: which endpoints of Service n/zoned are used depends on the node',
    ));
  test('hints for no endpoint of the zone are not used', () =>
    expect(resolve('10.96.0.6:80', { inside: true, node: 'n3' })).toBe(
      'clusterIP zoned Cluster: 10.0.0.1:8080, 10.0.0.2:8080',
    ));
  test('a pod that reaches itself is masqueraded', () =>
    expect(resolve('10.96.0.1:80', { inside: true, ...(POD_1 ? { ip: POD_1 } : {}) })).toBe(
      'clusterIP plain Cluster: 10.0.0.1:8080 masqueraded: yes, 10.0.0.2:8080',
    ));
});

describe('from outside', () => {
  test('externalTrafficPolicy Local: the node’s own, and the client’s address stays', () =>
    expect(resolve('203.0.113.8:80', FROM_OUTSIDE('n2'))).toBe('loadBalancer lb Local: 10.0.0.2:8080'));
  test('a node port under Local', () =>
    expect(resolve('192.168.0.1:30081', FROM_OUTSIDE('n1'))).toBe('nodePort lb Local: 10.0.0.1:8080'));
  test('a client that loadBalancerSourceRanges does not list', () =>
    expect(resolve('203.0.113.8:80', FROM_OUTSIDE('n2', '192.0.2.1'))).toBe(
      'dropped: 192.0.2.1 is in none of loadBalancerSourceRanges',
    ));
  test('a client whose address nobody knows', () =>
    expect(resolve('203.0.113.8:80', { inside: false, node: 'n2' })).toMatch(/^unknown: loadBalancerSourceRanges/));
  test('a ClusterIP: masquerading depends on --cluster-cidr', () =>
    expect(resolve('10.96.0.9:80', FROM_OUTSIDE('n1'))).toBe(
      'clusterIP dual Cluster: 10.0.0.1:8080 masqueraded: unknown',
    ));
});
