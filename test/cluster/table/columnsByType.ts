import { isJsonObject, type JsonValue } from '../../../src/text/json/JsonValue.js';
import { at, listAt, mapAt, textAt, textsAt } from '../objects/json.js';
import type { KubeObject } from '../objects/KubeObject.js';
import type { Column } from './columns.js';
import { podStatus } from './podStatus.js';

const NONE = '<none>';

/** What is between name and age, by resource; as the real server prints it. */
export const COLUMNS: Readonly<Record<string, readonly Column[]>> = {
  pods: [
    column('Ready', (pod) => podStatus(pod).ready),
    column('Status', (pod) => podStatus(pod).status),
    column('Restarts', (pod) => String(podStatus(pod).restarts)),
    wide('IP', (pod) => textAt(pod, 'status', 'podIP') || NONE),
    wide('Node', (pod) => textAt(pod, 'spec', 'nodeName') || NONE),
    wide('Nominated Node', () => NONE),
    wide('Readiness Gates', () => NONE),
  ],
  services: [
    column('Type', (service) => textAt(service, 'spec', 'type') || 'ClusterIP'),
    column('Cluster-IP', (service) => textAt(service, 'spec', 'clusterIP') || 'None'),
    column('External-IP', () => NONE),
    column('Port(s)', (service) => listAt(service, 'spec', 'ports').map(servicePort).join(',') || NONE),
    wide('Selector', (service) => pairs(at(service, 'spec', 'selector'))),
  ],
  nodes: [
    column('Status', (node) =>
      listAt(node, 'status', 'conditions').some(
        (one) => textAt(one, 'type') === 'Ready' && textAt(one, 'status') === 'True',
      )
        ? 'Ready'
        : 'NotReady',
    ),
    column('Roles', () => NONE),
    column('Version', (node) => textAt(node, 'status', 'nodeInfo', 'kubeletVersion')),
  ],
  namespaces: [column('Status', (namespace) => textAt(namespace, 'status', 'phase') || 'Active')],
  configmaps: [column('Data', (map) => String(Object.keys(mapAt(map, 'data')).length))],
  secrets: [
    column('Type', (secret) => textAt(secret, 'type') || 'Opaque'),
    column('Data', (secret) => String(Object.keys(mapAt(secret, 'data')).length)),
  ],
  serviceaccounts: [column('Secrets', (account) => String(listAt(account, 'secrets').length))],
  'deployments.apps': [
    column('Ready', (one) => `${count(one, 'status', 'readyReplicas')}/${replicas(one)}`),
    column('Up-to-date', (one) => String(count(one, 'status', 'updatedReplicas'))),
    column('Available', (one) => String(count(one, 'status', 'availableReplicas'))),
  ],
  'replicasets.apps': [
    column('Desired', (one) => String(replicas(one))),
    column('Current', (one) => String(count(one, 'status', 'replicas'))),
    column('Ready', (one) => String(count(one, 'status', 'readyReplicas'))),
  ],
  'statefulsets.apps': [column('Ready', (one) => `${count(one, 'status', 'readyReplicas')}/${replicas(one)}`)],
  'endpointslices.discovery.k8s.io': [
    column('AddressType', (slice) => textAt(slice, 'addressType')),
    column(
      'Ports',
      (slice) =>
        listAt(slice, 'ports')
          .map((port) => shown(at(port, 'port')))
          .join(',') || '<unset>',
    ),
    column(
      'Endpoints',
      (slice) =>
        listAt(slice, 'endpoints')
          .flatMap((one) => textsAt(one, 'addresses'))
          .join(',') || '<unset>',
    ),
  ],
};

function column(name: string, cell: (object: KubeObject) => JsonValue): Column {
  return { name, cell };
}

function wide(name: string, cell: (object: KubeObject) => JsonValue): Column {
  return { name, cell, priority: 1 };
}

function servicePort(port: JsonValue): string {
  const node = at(port, 'nodePort');
  return `${shown(at(port, 'port'))}${typeof node === 'number' ? `:${node}` : ''}/${textAt(port, 'protocol') || 'TCP'}`;
}

function shown(value: JsonValue | undefined): string {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : '';
}

function pairs(value: JsonValue | undefined): string {
  if (!isJsonObject(value)) return NONE;
  return Object.entries(value)
    .map(([key, one]) => `${key}=${shown(one)}`)
    .join(',');
}

function count(object: KubeObject, ...path: readonly string[]): number {
  const found = at(object, ...path);
  return typeof found === 'number' ? found : 0;
}

function replicas(object: KubeObject): number {
  const found = at(object, 'spec', 'replicas');
  return typeof found === 'number' ? found : 1;
}
