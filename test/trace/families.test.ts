import { expect, test } from 'vitest';
import { pod, service, slice } from '../kube/harness.js';
import {
  cluster,
  dump,
  http,
  listener,
  passthrough,
  route,
  routeConfig,
  virtualInbound,
  virtualOutbound,
} from './dump.js';
import { hops, rules, steps, verdict, world } from './harness.js';
import { istioRules } from './rules.js';
import { inboundHttp, shop } from './shopOfTwo.js';

const TO_W = 'outbound|80||w.web.svc.cluster.local';

/** Istio's rules for IPv6: the proxy's own calls to the app come from ::6. */
const RULES6 = istioRules().replaceAll('127.0.0.6/32', '::6/128').replaceAll('127.0.0.1/32', '::1/128');

const dualStack = (address: string): string =>
  `status: {phase: Running, podIPs: [{ip: "10.0.0.5"}, {ip: "${address}"}]}`;

const DUAL = world({
  'objects/all.yaml':
    `{apiVersion: v1, kind: Pod, metadata: {namespace: web, name: v, labels: {app: v}}, spec: {nodeName: n1, containers: [{name: app}, {name: istio-proxy, image: proxyv2, args: [proxy, sidecar], securityContext: {runAsUser: 1337}}]}, ${dualStack('fd00::5')}}\n---\n` +
    pod(
      'web/w',
      'fd00::6',
      'labels: {app: w}',
      'containers: [{name: app, ports: [{containerPort: 8080}]}], nodeName: n1',
    ) +
    service(
      'web/w',
      'clusterIP: "fd00:96::6", clusterIPs: ["fd00:96::6"], ipFamilies: [IPv6], selector: {app: w}, ports: [{name: http, port: 80, targetPort: 8080}]',
    ) +
    slice(
      'web/w',
      '[{addresses: ["fd00::6"], conditions: {ready: true}}]',
      '[{name: http, port: 8080, protocol: TCP}]',
      'IPv6',
    ),
  'pods/web/v/config_dump.json': dump({
    nodeId: 'sidecar~10.0.0.5~v.web~web.svc.cluster.local',
    listeners: [
      virtualOutbound({
        additional_addresses: [{ address: { socket_address: { address: '::', port_value: 15_001 } } }],
      }),
      listener('0.0.0.0:80', [http('80')], {
        additional_addresses: [{ address: { socket_address: { address: '::', port_value: 80 } } }],
      }),
    ],
    routes: [routeConfig('80', { w: [route(TO_W)], '*': [route('PassthroughCluster')] })],
    clusters: [cluster(TO_W), passthrough()],
    endpoints: { [TO_W]: ['[fd00::6]:8080'] },
  }),
  'pods/web/v/iptables-save.txt': istioRules(),
  'pods/web/v/ip6tables-save.txt': RULES6,
});

test('IPv6: the rules of its family redirect to [::1], and the endpoint is dialled in it', () => {
  const trace = DUAL('web/v', 'http://w/');
  expect(verdict(trace)).toBe('DELIVERED');
  expect(steps(trace, 'listener')[0]?.summary).toBe('listener virtualOutbound accepts at [::1]:15001');
  expect(hops(trace).at(-1)).toBe('web/w app');
});

test('dual stack: the other family of the same pod has rules of its own', () => {
  expect(rules(DUAL('web/v', 'http://203.0.113.9/'))).toContain('nat:ISTIO_REDIRECT:rule:1');
  expect(verdict(DUAL('web/v', 'http://203.0.113.9/'))).toBe('EXITS_MESH');
  expect(verdict(DUAL('web/v', 'http://[2001:db8::9]/'))).toBe('EXITS_MESH');
});

/** The mangle table of a pod in interception mode TPROXY, and the part of nat that stays. */
const TPROXY = `*mangle
:PREROUTING ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:ISTIO_DIVERT - [0:0]
:ISTIO_TPROXY - [0:0]
:ISTIO_INBOUND - [0:0]
-A PREROUTING -p tcp -j ISTIO_INBOUND
-A PREROUTING -p tcp -m mark --mark 0x539 -j CONNMARK --save-mark --nfmask 0xffffffff --ctmask 0xffffffff
-A OUTPUT -p tcp -m connmark --mark 0x539 -j CONNMARK --restore-mark --nfmask 0xffffffff --ctmask 0xffffffff
-A ISTIO_INBOUND -p tcp -m mark --mark 0x539 -j RETURN
-A ISTIO_INBOUND -s 127.0.0.6/32 -i lo -p tcp -j RETURN
-A ISTIO_INBOUND -i lo -p tcp -m mark ! --mark 0x53a -j RETURN
-A ISTIO_INBOUND -p tcp -m conntrack --ctstate RELATED,ESTABLISHED -j ISTIO_DIVERT
-A ISTIO_INBOUND -p tcp -j ISTIO_TPROXY
-A ISTIO_DIVERT -j MARK --set-xmark 0x539/0xffffffff
-A ISTIO_DIVERT -j ACCEPT
-A ISTIO_TPROXY ! -d 127.0.0.1/32 -p tcp -j TPROXY --on-port 15006 --on-ip 0.0.0.0 --tproxy-mark 0x539/0xffffffff
COMMIT
`;

test('TPROXY: the listener takes the connection at the address that was dialled', () => {
  const proxy = dump({
    nodeId: 'sidecar~10.0.0.2~b.web~web.svc.cluster.local',
    listeners: [virtualOutbound(), virtualInbound([inboundHttp()], { transparent: true })],
    clusters: [
      passthrough('inbound|8080||', {
        upstream_bind_config: { source_address: { address: '127.0.0.6', port_value: 0 } },
      }),
    ],
  });
  const nat = istioRules().replace('-A PREROUTING -p tcp -j ISTIO_INBOUND\n', '');
  const trace = world(shop({ 'pods/web/b/config_dump.json': proxy, 'pods/web/b/iptables-save.txt': nat + TPROXY }))(
    'web/a',
    'http://b/',
  );
  expect(verdict(trace)).toBe('DELIVERED');
  expect(steps(trace, 'listener').at(-1)?.summary).toBe('listener virtualInbound accepts at 0.0.0.0:15006');
  expect(rules(trace)).toContain('mangle:ISTIO_TPROXY:rule:1');
});

test('a native sidecar (an init container that stays) is a sidecar', () => {
  const native = pod(
    'web/b',
    '10.0.0.2',
    'labels: {app: b}',
    'nodeName: n1, serviceAccountName: b, containers: [{name: app, ports: [{containerPort: 8080}]}], initContainers: [{name: istio-proxy, image: proxyv2, args: [proxy, sidecar], restartPolicy: Always, securityContext: {runAsUser: 1337, runAsGroup: 1337}}]',
  );
  const objects = String(shop()['objects/all.yaml']).replace(
    /\{apiVersion: v1, kind: Pod, metadata: \{namespace: web, name: b,[^\n]*\n---\n/,
    native,
  );
  expect(verdict(world(shop({ 'objects/all.yaml': objects }))('web/a', 'http://b/'))).toBe('DELIVERED');
});

test('an ambient pod: ztunnel takes the connection, and is not simulated', () => {
  const ambient = pod(
    'web/z',
    '10.0.0.7',
    'annotations: {ambient.istio.io/redirection: enabled}',
    'containers: [{name: app, ports: [{containerPort: 8080}]}], nodeName: n1',
  );
  const rulesOfZ = `*mangle
:PREROUTING ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
COMMIT
*nat
:PREROUTING ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:ISTIO_OUTPUT - [0:0]
:ISTIO_PRERT - [0:0]
-A PREROUTING -j ISTIO_PRERT
-A OUTPUT -j ISTIO_OUTPUT
-A ISTIO_OUTPUT ! -d 127.0.0.1/32 -p tcp -m mark ! --mark 0x539/0xfff -j REDIRECT --to-ports 15001
-A ISTIO_PRERT ! -d 127.0.0.1/32 -p tcp -m tcp ! --dport 15008 -m mark ! --mark 0x539/0xfff -j REDIRECT --to-ports 15006
COMMIT
`;
  const ask = world(shop({ 'objects/z.yaml': ambient, 'pods/web/z/iptables-save.txt': rulesOfZ }));
  expect(ask('web/z', 'http://b/').verdict.unknown).toBe(
    'ztunnel takes the connection at 127.0.0.1:15001; ztunnel is not simulated',
  );
  expect(ask('web/c', 'http://10.0.0.7:8080/').verdict.unknown).toContain('ztunnel is not simulated');
});
