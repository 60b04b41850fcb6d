import { describe, expect, test } from 'vitest';
import { parseIp } from '../../src/net/IpAddress.js';
import type { KubeObjects } from '../../src/kube/objects/KubeObjects.js';
import { serviceEndpoints } from '../../src/kube/objects/serviceEndpoints.js';
import { kube, pod, service, slice } from './harness.js';

function podAt(objects: KubeObjects, text: string): string | undefined {
  const ip = parseIp(text);
  return ip && objects.podByIp(ip)?.name;
}

describe('the pod that has an address', () => {
  test('its own', () => expect(podAt(kube(pod('n/a', '10.0.0.1')), '10.0.0.1')).toBe('a'));
  test('IPv6 in any spelling', () => expect(podAt(kube(pod('n/a', 'FD00:0::1')), 'fd00::1')).toBe('a'));
  test('none', () => expect(podAt(kube(pod('n/a', '10.0.0.1')), '10.0.0.2')).toBeUndefined());
  test('not one that has ended', () => {
    const ended = pod('n/old', '10.0.0.1').replace('Running', 'Succeeded');
    expect(podAt(kube(ended + pod('n/new', '10.0.0.1')), '10.0.0.1')).toBe('new');
  });
  test('the only one of the host network', () =>
    expect(podAt(kube(pod('n/a', '10.0.0.1', '', 'hostNetwork: true')), '10.0.0.1')).toBe('a'));
  test('not one of several of the host network', () => {
    const both = pod('n/a', '10.0.0.1', '', 'hostNetwork: true') + pod('n/b', '10.0.0.1', '', 'hostNetwork: true');
    expect(podAt(kube(both), '10.0.0.1')).toBeUndefined();
  });
});

describe('the Services of a pod', () => {
  const services =
    service('n/both', 'selector: {app: a, tier: web}') +
    service('n/one', 'selector: {app: a}') +
    service('n/other', 'selector: {app: b}') +
    service('n/none', 'clusterIP: None') +
    service('m/elsewhere', 'selector: {app: a}');
  const of = (labels: string, change = (text: string): string => text): readonly string[] => {
    const objects = kube(services + change(pod('n/a', '10.0.0.1', `labels: ${labels}`)));
    const found = objects.pod('n', 'a');
    return found === undefined ? [] : objects.servicesOf(found).map(({ name }) => name);
  };
  test('every label of the selector is on the pod, in its namespace', () => {
    expect(of('{app: a, tier: web}')).toEqual(['both', 'one']);
    expect(of('{app: a}')).toEqual(['one']);
    expect(of('{}')).toEqual([]);
  });
  test('none of one that has ended', () => {
    expect(of('{app: a}', (text) => text.replace('Running', 'Failed'))).toEqual([]);
  });
});

describe('endpoints of a Service', () => {
  const SVC = service('n/s', 'clusterIP: 10.96.0.1, selector: {app: s}, ports: [{port: 80, targetPort: web}]');
  const PODS =
    pod('n/a', '10.0.0.1', 'labels: {app: s}', 'containers: [{name: c, ports: [{name: web, containerPort: 8080}]}]') +
    pod(
      'n/b',
      '10.0.0.2',
      'labels: {app: s}',
      'containers: [{name: c, ports: [{name: web, containerPort: 9090}]}]',
      '',
    ) +
    pod('n/c', '10.0.0.3', 'labels: {app: s}', 'containers: [{name: c}]');
  const told = (objects: KubeObjects): unknown => {
    const [one] = objects.services();
    const [port] = one?.ports ?? [];
    if (!one || !port) throw new Error('no service');
    const { from, endpoints } = serviceEndpoints(objects, one, port);
    return [
      from,
      endpoints.map(({ ip, port: number, ready }) => `${ip.text}:${number ?? '*'}${ready ? '' : ' not ready'}`),
    ];
  };

  test('EndpointSlices come first', () =>
    expect(told(kube(SVC + PODS + slice('n/s', '[{addresses: [10.0.0.9]}]')))).toEqual([
      'EndpointSlice',
      ['10.0.0.9:8080'],
    ]));
  test('an absent condition is ready', () =>
    expect(told(kube(SVC + slice('n/s', '[{addresses: [10.0.0.9], conditions: {ready: null}}]')))).toEqual([
      'EndpointSlice',
      ['10.0.0.9:8080'],
    ]));
  test('then Endpoints', () =>
    expect(
      told(
        kube(
          `${SVC}{apiVersion: v1, kind: Endpoints, metadata: {namespace: n, name: s}, subsets: [{addresses: [{ip: 10.0.0.8}], notReadyAddresses: [{ip: 10.0.0.7}], ports: [{port: 1}]}]}`,
        ),
      ),
    ).toEqual(['Endpoints', ['10.0.0.8:1', '10.0.0.7:1 not ready']]));
  test('then pods: a named target port is each pod’s own, and a pod without it is none', () =>
    expect(told(kube(SVC + PODS))).toEqual(['pods', ['10.0.0.1:8080', '10.0.0.2:9090 not ready']]));
  test('no selector, no pods', () =>
    expect(told(kube(SVC.replace('selector: {app: s}, ', '') + PODS))).toEqual(['pods', []]));
});
