import { describe, expect, test } from 'vitest';
import { parseDnsRecords } from '../../src/kube/dns/DnsRecords.js';
import { resolveName, type NameQuestion } from '../../src/kube/dns/resolveName.js';
import { kube, pod, service, slice } from './harness.js';

const CLUSTER =
  pod('web/client', '10.0.0.1') +
  pod('web/dual', '10.0.0.2').replace('podIPs: [{ip: "10.0.0.2"}]', 'podIPs: [{ip: "fd00::2"}, {ip: 10.0.0.2}]') +
  pod('web/alias', '10.0.0.3', '', 'hostAliases: [{ip: 192.0.2.1, hostnames: [legacy.example]}]') +
  pod('web/flat', '10.0.0.4', '', 'dnsConfig: {searches: [corp.example], options: [{name: ndots, value: "1"}]}') +
  pod('web/host', '192.168.0.1', '', 'hostNetwork: true') +
  pod('web/none', '10.0.0.6', '', 'dnsPolicy: None, dnsConfig: {nameservers: [192.0.2.53]}') +
  pod('web/own', '10.0.0.7', '', 'dnsPolicy: None, dnsConfig: {nameservers: [10.96.0.10]}') +
  '{apiVersion: v1, kind: Namespace, metadata: {name: web}}\n---\n' +
  '{apiVersion: v1, kind: Namespace, metadata: {name: data}}\n---\n' +
  service('kube-system/kube-dns', 'clusterIP: 10.96.0.10, ports: [{port: 53, protocol: UDP}]') +
  service('web/catalog', 'clusterIP: 10.96.1.1, clusterIPs: [10.96.1.1, "fd96::1"], ports: [{port: 80}]') +
  service('data/redis', 'clusterIP: None, ports: [{port: 6379}]') +
  slice(
    'data/redis',
    '[{addresses: [10.0.1.1], hostname: redis-0}, {addresses: [10.0.1.2], hostname: redis-1, conditions: {ready: false}}, {addresses: [10.0.1.3]}]',
    '[{port: 6379}]',
  ) +
  service('data/empty', 'clusterIP: None, ports: [{port: 1}]') +
  service('web/ext', 'type: ExternalName, externalName: api.partner.example') +
  service('web/inner', 'type: ExternalName, externalName: catalog.web.svc.cluster.local') +
  service('web/round', 'type: ExternalName, externalName: round.web.svc.cluster.local') +
  service('web/pending', 'ports: [{port: 80}]') +
  '{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: vm, namespace: data}, spec: {hosts: [vm.internal, "*.wild.example"], addresses: [10.90.0.5, 10.91.0.0/16]}}\n---\n' +
  '{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: own, namespace: data}, spec: {hosts: [private.internal], addresses: [10.90.0.6], exportTo: ["."]}}\n';
const OBJECTS = kube(CLUSTER);
const RECORDS = parseDnsRecords(
  'api.partner.example 203.0.113.10 203.0.113.11\nzipkin.istio-system 10.96.77.5\ngone.example\nredis-9.redis.data.svc.cluster.local 10.0.1.9',
  'dns.txt',
);

function resolve(name: string, from = 'client', more: Partial<NameQuestion> = {}): string {
  const asking = from === '' ? undefined : OBJECTS.pod('web', from);
  const answer = resolveName({ objects: OBJECTS, records: RECORDS, pod: asking, name, ...more });
  if (answer.kind !== 'found') return `${answer.kind}: ${answer.why}`;
  return `${answer.source.kind} ${answer.fqdn} ${answer.addresses.map((ip) => ip.text).join(' ')}`;
}

describe('a name in a pod', () => {
  test.each([
    ['an address', '203.0.113.1', 'literal 203.0.113.1 203.0.113.1'],
    [
      'a short name, by the search list; the family that the pod has first',
      'catalog',
      'clusterIp catalog.web.svc.cluster.local 10.96.1.1 fd96::1',
    ],
    ['with its namespace', 'catalog.web', 'clusterIp catalog.web.svc.cluster.local 10.96.1.1 fd96::1'],
    ['with svc', 'catalog.web.svc', 'clusterIp catalog.web.svc.cluster.local 10.96.1.1 fd96::1'],
    ['whole', 'catalog.web.svc.cluster.local', 'clusterIp catalog.web.svc.cluster.local 10.96.1.1 fd96::1'],
    [
      'with a trailing dot',
      'catalog.web.svc.cluster.local.',
      'clusterIp catalog.web.svc.cluster.local 10.96.1.1 fd96::1',
    ],
    ['in capitals', 'Catalog.WEB', 'clusterIp catalog.web.svc.cluster.local 10.96.1.1 fd96::1'],
    ['headless: each ready endpoint', 'redis.data', 'headless redis.data.svc.cluster.local 10.0.1.1 10.0.1.3'],
    ['an endpoint by its hostname', 'redis-0.redis.data', 'endpoint redis-0.redis.data.svc.cluster.local 10.0.1.1'],
    [
      'an endpoint without hostname by its address',
      '10-0-1-3.redis.data.svc',
      'endpoint 10-0-1-3.redis.data.svc.cluster.local 10.0.1.3',
    ],
    [
      'an endpoint that is not ready',
      'redis-1.redis.data',
      'notFound: no ready endpoint of Service data/redis is called redis-1',
    ],
    ['headless without endpoints', 'empty.data', 'notFound: Service data/empty is headless and has no ready endpoints'],
    ['a pod by its address', '10-0-0-1.web.pod.cluster.local', 'podName 10-0-0-1.web.pod.cluster.local 10.0.0.1'],
    ['ExternalName to an outside name', 'ext', 'record api.partner.example 203.0.113.10 203.0.113.11'],
    ['ExternalName to a Service', 'inner', 'clusterIp catalog.web.svc.cluster.local 10.96.1.1 fd96::1'],
    ['ExternalName in a circle', 'round', 'unknown: ExternalName Services lead in a circle'],
    ['a Service that has no address yet', 'pending', 'unknown: the facts give Service web/pending no clusterIP'],
    ['a recorded outside name', 'api.partner.example', 'record api.partner.example 203.0.113.10 203.0.113.11'],
    ['a record wins over objects', 'redis-9.redis.data', 'record redis-9.redis.data.svc.cluster.local 10.0.1.9'],
    ['a record of a name as it was asked', 'zipkin.istio-system', 'record zipkin.istio-system 10.96.77.5'],
    ['a record of absence', 'gone.example', 'notFound: gone.example was asked for and does not exist'],
    ['a ServiceEntry', 'vm.internal', 'serviceEntry vm.internal 10.90.0.5'],
    ['a ServiceEntry for all below', 'a.wild.example', 'serviceEntry a.wild.example 10.90.0.5'],
    ['but not for the name itself', 'wild.example', 'unknown: nothing is recorded about wild.example'],
    ['a ServiceEntry that is not exported', 'private.internal', 'unknown: nothing is recorded about private.internal'],
    ['localhost', 'localhost', 'hosts localhost 127.0.0.1 ::1'],
    ['the pod itself', 'client', 'hosts client 10.0.0.1'],
    ['no such Service', 'nope', 'notFound: there is no Service web/nope'],
    ['no such Service in a namespace', 'nope.data', 'notFound: there is no Service data/nope'],
    ['no such Service, whole', 'nope.data.svc.cluster.local', 'notFound: there is no Service data/nope'],
    ['a name that only looks short', 'nope.example', 'unknown: nothing is recorded about nope.example'],
    ['an outside name', 'www.example.com', 'unknown: nothing is recorded about www.example.com'],
    [
      'an SRV name',
      '_http._tcp.catalog.web.svc.cluster.local',
      'unknown: _http._tcp.catalog.web.svc.cluster.local is the name of an SRV record',
    ],
  ])('%s: %s', (_what, name, expected) => {
    expect(resolve(name)).toBe(expected);
  });

  test('only one family', () =>
    expect(resolve('catalog', 'client', { family: 6 })).toBe('clusterIp catalog.web.svc.cluster.local fd96::1'));
  test('a family that the name lacks', () =>
    expect(resolve('redis.data', 'client', { family: 6 })).toBe(
      'notFound: redis.data.svc.cluster.local has no IPv6 address',
    ));
  test('a dual-stack pod keeps the order', () =>
    expect(resolve('catalog', 'dual')).toBe('clusterIp catalog.web.svc.cluster.local 10.96.1.1 fd96::1'));
  test('hostAliases', () => expect(resolve('legacy.example', 'alias')).toBe('hosts legacy.example 192.0.2.1'));
  test('ndots: a name with enough dots is asked for as it is, first', () => {
    const answer = resolveName({
      objects: OBJECTS,
      records: new Map(),
      pod: OBJECTS.pod('web', 'flat'),
      name: 'redis.data',
    });
    expect(answer.tried).toEqual(['redis.data', 'redis.data.web.svc.cluster.local', 'redis.data.svc.cluster.local']);
  });
  test('an override wins over all', () =>
    expect(resolve('catalog', 'client', { overrides: parseDnsRecords('catalog 192.0.2.9', '') })).toBe(
      'override catalog 192.0.2.9',
    ));
  test('allocated addresses come last', () =>
    expect(resolve('broker.example', 'client', { allocated: parseDnsRecords('broker.example 240.240.0.1', '') })).toBe(
      'allocated broker.example 240.240.0.1',
    ));
});

describe('who does not ask the cluster', () => {
  const UNKNOWN = 'unknown: it is not known which name server is asked';
  test('a pod of the host network', () => expect(resolve('catalog.web.svc.cluster.local', 'host')).toBe(UNKNOWN));
  test('a pod with other name servers', () => expect(resolve('catalog.web.svc.cluster.local', 'none')).toBe(UNKNOWN));
  test('unless they are the cluster’s', () =>
    expect(resolve('catalog.web.svc.cluster.local', 'own')).toMatch(/^clusterIp/));
  test('someone outside', () => expect(resolve('catalog.web.svc.cluster.local', '')).toBe(UNKNOWN));
  test('a record counts all the same', () => expect(resolve('api.partner.example', '')).toMatch(/^record/));
});

test('facts without any Service know nothing about the cluster domain', () => {
  const objects = kube(pod('web/client', '10.0.0.1'));
  const answer = resolveName({ objects, records: new Map(), pod: objects.pod('web', 'client'), name: 'catalog' });
  expect(answer).toMatchObject({ kind: 'unknown', why: 'the facts hold no Service at all' });
});

test('a ServiceEntry as name server is an assumption', () => {
  const answer = resolveName({
    objects: OBJECTS,
    records: new Map(),
    pod: OBJECTS.pod('web', 'client'),
    name: 'vm.internal',
  });
  expect(answer).toMatchObject({
    kind: 'found',
    assumed: ['vm.internal resolves to the addresses of ServiceEntry data/vm'],
  });
});

describe('dns.txt', () => {
  test('names and addresses, comments, lines that add up', () => {
    const records = parseDnsRecords('A.example. 1.2.3.4 # why\n\n# all\na.example ::1', 'dns.txt');
    expect([...records].map(([name, ips]) => [name, ips.map((ip) => ip.text)])).toEqual([
      ['a.example', ['1.2.3.4', '::1']],
    ]);
  });
  test('a word that is no address', () => {
    expect(() => parseDnsRecords('\na.example b', 'dns.txt')).toThrow(
      expect.objectContaining({ where: 'dns.txt:2', exitCode: 5 }),
    );
  });
});
