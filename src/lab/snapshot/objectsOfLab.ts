import { serviceEndpoints } from '../kubeProxy/serviceEndpoints.js';
import type { LabFile, LabPod, LabService, LabSidecar } from '../model/LabFile.js';
import { istioInitOf } from '../rules/captureArgumentsOf.js';
import type { JsonObject } from '../../text/json/JsonValue.js';

/** Kubernetes objects that say what a lab file says: Pods on the node, Services, EndpointSlices. */
export function objectsOfLab(file: LabFile, node: string): readonly JsonObject[] {
  return [
    ...file.pods.map((pod) => podObject(pod, node)),
    ...file.services.map(serviceObject),
    ...file.services.flatMap((one) => slices(one, file)),
  ];
}

function podObject(pod: LabPod, node: string): JsonObject {
  const { name, namespace, labels, sidecar, apps, ips } = pod;
  const [first] = apps;
  const app = {
    name: 'app',
    ports: apps.map(({ port }) => ({ containerPort: port, protocol: 'TCP' })),
    ...(first === undefined ? {} : { securityContext: { runAsUser: first.uid, runAsGroup: first.gid } }),
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels },
    spec: {
      nodeName: node,
      serviceAccountName: pod.serviceAccount,
      initContainers: sidecar === undefined || sidecar.mode === 'none' ? [] : [initContainer(sidecar)],
      containers: [app, ...(sidecar === undefined ? [] : [proxyContainer(sidecar)])],
    },
    status: {
      phase: 'Running',
      podIP: ips[0] ?? '',
      podIPs: ips.map((ip) => ({ ip })),
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  };
}

function initContainer(sidecar: LabSidecar): JsonObject {
  return { name: 'istio-init', args: istioInitOf(sidecar) };
}

function proxyContainer({ uid, gid, mode }: LabSidecar): JsonObject {
  return {
    name: 'istio-proxy',
    args: ['proxy', mode === 'none' ? 'router' : 'sidecar'],
    securityContext: { runAsUser: uid, runAsGroup: gid },
  };
}

function serviceObject({ name, namespace, vips, ports, selector }: LabService): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: {
      clusterIP: vips[0] ?? 'None',
      clusterIPs: vips.length > 0 ? vips : ['None'],
      ports: ports.map((port) => ({ ...port })),
      selector,
    },
  };
}

function slices(service: LabService, file: LabFile): readonly JsonObject[] {
  return ([4, 6] as const).flatMap((family) => {
    const addresses = serviceEndpoints(file, service, family);
    const { name, namespace, ports } = service;
    if (addresses.length === 0) return [];
    return [
      {
        apiVersion: 'discovery.k8s.io/v1',
        kind: 'EndpointSlice',
        addressType: `IPv${family}`,
        metadata: { name: `${name}-v${family}`, namespace, labels: { 'kubernetes.io/service-name': name } },
        endpoints: addresses.map((address) => ({ addresses: [address], conditions: { ready: true } })),
        ports: ports.map((port) => ({ name: port.name, protocol: port.protocol, port: port.targetPort })),
      },
    ];
  });
}
