import { expect, test } from 'vitest';
import { hops, last, outcomes, steps, verdict, world, type Options } from './harness.js';
import { istioRules } from './rules.js';
import { proxyOfA, shop } from './shopOfTwo.js';
import { listener, tcp } from './dump.js';

const two = world(shop());

test('a request passes both proxies, and every network namespace on its way', () => {
  expect(hops(two('web/a', 'http://b/items'))).toEqual([
    'web/a resolve',
    'web/a output',
    'web/a outbound_proxy',
    'web/a output',
    'web/b prerouting',
    'web/b inbound_proxy',
    'web/b output',
    'web/b app',
  ]);
});

test.each<readonly [name: string, from: string, url: string, options: Options, is: string]>([
  ['the app of a sidecar to the address of a pod', 'web/a', 'http://10.0.0.2:8080/', {}, 'DELIVERED'],
  ['a sidecar to a pod without one', 'web/a', 'http://10.0.0.3:8080/', {}, 'DELIVERED'],
  ['a pod without sidecar to one with', 'web/c', 'http://b/', {}, 'DELIVERED'],
  [
    "the proxy's own user goes around the source's proxy",
    'web/a',
    'http://b/',
    { uid: 1337, gid: 1337 },
    'DELIVERED_BYPASS',
  ],
  ["the proxy's group alone does as well", 'web/a', 'http://b/', { uid: 1000, gid: 1337 }, 'DELIVERED_BYPASS'],
  ['another user does not', 'web/a', 'http://b/', { uid: 1000, gid: 1000 }, 'DELIVERED'],
  [
    'the app to its own port over localhost, around both proxies',
    'web/a',
    'http://127.0.0.1:8080/',
    {},
    'DELIVERED_BYPASS',
  ],
  ['the app to its own address stays inside', 'web/a', 'http://10.0.0.1:8080/', {}, 'DELIVERED_BYPASS'],
  ['a node to a pod', 'node/n1', 'http://10.0.0.2:8080/', {}, 'DELIVERED'],
  ['a node to a Service', 'node/n1', 'http://10.96.0.2/', {}, 'DELIVERED'],
  ['a client outside to a pod', 'external', 'http://10.0.0.2:8080/', {}, 'DELIVERED'],
  ['an address that a pod has is that pod', '10.0.0.1', 'http://b/', {}, 'DELIVERED'],
  ['an address that no pod has is outside', '192.0.2.7', 'http://10.0.0.2:8080/', {}, 'DELIVERED'],
  ['one side only, outbound', 'web/a', 'http://b/', { only: 'outbound' }, 'DELIVERED'],
  ['one side only, inbound', 'web/a', 'http://10.0.0.2:8080/', { only: 'inbound' }, 'DELIVERED'],
  [
    'a connection that conntrack knows is not captured any more',
    'web/a',
    'http://10.0.0.2:8080/',
    { ctState: 'established' },
    'DELIVERED_BYPASS',
  ],
])('%s', (_name, from, url, options, is) => {
  expect(verdict(two(from, url, options))).toBe(is);
});

test('--only outbound ends at the address of the endpoint, --only inbound begins in the netns of the destination', () => {
  expect(hops(two('web/a', 'http://b/', { only: 'outbound' })).at(-1)).toBe('network network');
  expect(hops(two('web/a', 'http://10.0.0.2:8080/', { only: 'inbound' }))[1]).toBe('web/b prerouting');
});

test('a call to oneself by the Service passes the same proxy twice, and is no loop', () => {
  const own = proxyOfA({ endpoints: { 'outbound|80||b.web.svc.cluster.local': ['10.0.0.1:8080'] } });
  const trace = world(shop({ 'pods/web/a/config_dump.json': own }))('web/a', 'http://b/');
  expect(verdict(trace)).toBe('DELIVERED');
  expect(hops(trace)).toEqual([
    'web/a resolve',
    'web/a output',
    'web/a outbound_proxy',
    'web/a output',
    'web/a inbound_proxy',
    'web/a output',
    'web/a app',
  ]);
});

test('a proxy whose user is not exempt meets its own connection again', () => {
  const trace = world(shop({ 'pods/web/a/iptables-save.txt': istioRules({ user: 4242 }) }))(
    'web/a',
    'tcp://203.0.113.9:9000',
  );
  expect(trace.verdict.sentence).toBe('The connection meets listener virtualOutbound of web/a again.');
});

test('whoever dials the capture port passes to himself', () => {
  expect(verdict(two('web/a', 'tcp://10.0.0.1:15001'))).toBe('LOOP timeout');
});

test('an excluded port is not captured', () => {
  const exempt = istioRules({ exempt: '-A ISTIO_OUTPUT -p tcp -m tcp --dport 9000 -j RETURN' });
  const trace = world(shop({ 'pods/web/a/iptables-save.txt': exempt }))('web/a', 'tcp://203.0.113.9:9000');
  expect([verdict(trace), hops(trace).includes('web/a outbound_proxy')]).toEqual(['EXITS_MESH', false]);
});

test('an owner rule that names neither the sender nor the proxy is unknown for an ordinary user', () => {
  const rules = istioRules({ exempt: '-A ISTIO_OUTPUT -m owner --uid-owner 2000 -j RETURN' }).replaceAll(
    '-m owner --uid-owner 2000',
    '-p tcp -m owner --uid-owner 2000',
  );
  const ask = world(shop({ 'pods/web/a/iptables-save.txt': rules }));
  expect(verdict(ask('web/a', 'http://b/'))).toBe('INDETERMINATE');
  expect(verdict(ask('web/a', 'http://b/', { uid: 1000, gid: 1000 }))).toBe('DELIVERED');
});

test('the listener of the very address goes before the wildcard of its port, and that before passing through', () => {
  const own = proxyOfA({
    listeners: [
      listener('10.96.0.7:9000', [tcp('BlackHoleCluster')]),
      listener('0.0.0.0:9000', [tcp('PassthroughCluster')]),
    ],
  });
  const ask = world(shop({ 'pods/web/a/config_dump.json': own }));
  expect(last(ask('web/a', 'tcp://10.96.0.7:9000'), 'cluster')).toBe('BlackHoleCluster');
  expect(steps(ask('web/a', 'tcp://203.0.113.9:9000'), 'listener').at(-1)?.subject).toBe('0.0.0.0_9000');
  expect(steps(ask('web/a', 'tcp://203.0.113.9:9001'), 'listener').at(-1)?.subject).toBe('virtualOutbound');
});

test('--strict assumes nothing: what stands in for a fact makes the verdict indeterminate', () => {
  expect(outcomes(two('web/a', 'http://b/', { strict: true }))).toEqual(['100 % INDETERMINATE (DELIVERED)']);
});

test('what is assumed is told, each thing once', () => {
  const { assumptions } = two('web/a', 'http://b/');
  expect(assumptions.map(({ kind }) => kind)).toEqual(['sender', 'addresses', 'addresses', 'sockets']);
});
