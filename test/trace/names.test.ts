import { expect, test } from 'vitest';
import { service, slice } from '../kube/harness.js';
import { cluster, listener, route, routeConfig, tcp } from './dump.js';
import { outcomes, steps, verdict, world, type Options } from './harness.js';
import { DNS_CAPTURE, istioRules } from './rules.js';
import { OBJECTS, proxyOfA, shop, TO_B } from './shopOfTwo.js';

const MORE =
  service('web/heads', 'clusterIP: None, selector: {app: b}, ports: [{name: http, port: 8080}]') +
  slice(
    'web/heads',
    '[{addresses: [10.0.0.2], conditions: {ready: true}}, {addresses: [10.0.0.3], conditions: {ready: true}}, {addresses: [10.0.0.1], conditions: {ready: false}}]',
    '[{name: http, port: 8080, protocol: TCP}]',
  ) +
  service('web/alias', 'type: ExternalName, externalName: b.web.svc.cluster.local') +
  service('web/away', 'type: ExternalName, externalName: api.example.org');

const ask = world(
  shop({ 'objects/more.yaml': MORE, 'dns.txt': 'recorded.example.org 203.0.113.7\ngone.example.org\n' }),
);

/** What the name was taken for, and the verdict. */
function resolved(url: string, options: Options = {}): readonly string[] {
  const trace = ask('web/a', url, options);
  return [steps(trace, 'resolve')[0]?.summary ?? '', verdict(trace)];
}

const NAMES: readonly (readonly [name: string, url: string, is: readonly string[], options?: Options])[] = [
  ['a Service of the namespace', 'http://b/', ['b.web.svc.cluster.local is 10.96.0.2', 'DELIVERED']],
  ['a Service with its namespace', 'http://b.web/', ['b.web.svc.cluster.local is 10.96.0.2', 'DELIVERED']],
  ['an address', 'http://10.0.0.2:8080/', ['10.0.0.2:8080 is an address', 'DELIVERED']],
  ['a recorded name', 'http://recorded.example.org/', ['recorded.example.org is 203.0.113.7', 'EXITS_MESH']],
  [
    'a name that was recorded not to exist',
    'http://gone.example.org/',
    ['gone.example.org was asked for and does not exist', 'NO_UPSTREAM unresolved'],
  ],
  [
    'a cluster name without Service',
    'http://nosuch.web.svc.cluster.local/',
    ['there is no Service web/nosuch', 'NO_UPSTREAM unresolved'],
  ],
  [
    '--resolve',
    'http://api.example.org/',
    ['api.example.org is 10.0.0.3', 'INDETERMINATE (DELIVERED)'],
    { resolve: ['api.example.org:80:10.0.0.3'] },
  ],
  [
    '--connect-to an address',
    'http://api.example.org/',
    ['10.0.0.2:8080 is an address', 'DELIVERED'],
    { connectTo: ['api.example.org:80:10.0.0.2:8080'] },
  ],
  ['an ExternalName of the cluster', 'http://alias/', ['b.web.svc.cluster.local is 10.96.0.2', 'DELIVERED']],
  [
    'an ExternalName outside',
    'http://away/',
    ['the address of api.example.org is not known: nothing is recorded about api.example.org', 'EXITS_MESH'],
  ],
];

for (const [name, url, is, options] of NAMES) {
  test(name, () => {
    expect(resolved(url, options)).toEqual(is);
  });
}

test('a headless Service is a fork over its ready pods', () => {
  const trace = ask('web/c', 'http://heads.web:8080/');
  expect(outcomes(trace)).toEqual(['100 % DELIVERED']);
  expect(trace.paths.map(({ choices }) => choices[0]?.label)).toEqual(['10.0.0.2', '10.0.0.3']);
});

test('a name outside whose address is not known still goes where rules, listeners and routes lead', () => {
  const trace = ask('web/a', 'http://api.example.org/x');
  expect([verdict(trace), trace.assumptions.map(({ kind }) => kind).includes('dns')]).toEqual(['EXITS_MESH', true]);
  expect(verdict(ask('web/a', 'http://api.example.org/x', { strict: true }))).toBe('INDETERMINATE');
});

test('a rule that names a range decides over an unknown address, and so the verdict is not known', () => {
  const rules = istioRules({ exempt: '-A ISTIO_OUTPUT -d 192.0.2.0/24 -j RETURN' });
  const excluding = world(shop({ 'pods/web/a/iptables-save.txt': rules }));
  expect(verdict(excluding('web/a', 'http://api.example.org/'))).toBe('INDETERMINATE');
});

const allocating = proxyOfA({
  listeners: [listener('240.240.0.5:5432', [tcp('outbound|5432||db.example.org')])],
  routes: [
    routeConfig('80', {
      'api.example.org 240.240.0.4': [route(TO_B)],
      'b 10.96.0.2 b.web.svc.cluster.local': [route(TO_B)],
    }),
  ],
  clusters: [cluster('outbound|5432||db.example.org')],
  endpoints: { 'outbound|5432||db.example.org': ['203.0.113.5:5432'] },
});

test.each([
  ['by a virtual host', 'http://api.example.org/', 'api.example.org is 240.240.0.4'],
  ['by a listener', 'tcp://db.example.org:5432', 'db.example.org is 240.240.0.5'],
])('an address that istiod allocated is known %s, where the rules capture DNS', (_name, url, is) => {
  const files = { 'pods/web/a/config_dump.json': allocating };
  const captured = world(shop({ ...files, 'pods/web/a/iptables-save.txt': istioRules({ extra: DNS_CAPTURE }) }));
  expect(steps(captured('web/a', url), 'resolve')[0]?.summary).toBe(is);
  expect(steps(world(shop(files))('web/a', url), 'resolve')[0]?.summary).toContain('is not known');
});

test('without objects the dump tells the addresses of Services', () => {
  const bare = world(
    shop({
      'pods/web/a/config_dump.json': allocating,
      'objects/all.yaml': undefined,
      'pods/web/b/config_dump.json': undefined,
      'pods/web/b/iptables-save.txt': undefined,
    }),
  );
  const trace = bare('web/a', 'http://b/');
  expect(steps(trace, 'resolve')[0]?.summary).toBe('b is 10.96.0.2');
  expect(trace.assumptions.map(({ text }) => text)).toContain(
    "b resolves to the address that the proxy's configuration has for it",
  );
});

test('two addresses of one name are a fork', () => {
  const both = world(shop({ 'dns.txt': 'twice.example.org 203.0.113.7 203.0.113.8\n', 'objects/all.yaml': OBJECTS }));
  expect(both('web/a', 'http://twice.example.org/').paths).toHaveLength(2);
});
