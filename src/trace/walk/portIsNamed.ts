import { containerPortNumber } from '../../kube/objects/serviceEndpoints.js';
import type { World } from '../world/World.js';
import type { PodNode } from '../world/PodNode.js';

/** What says that an app listens at this port: a containerPort, a Service's targetPort, or the proxy's inbound cluster. */
export function portIsNamed(world: World, node: PodNode, port: number): string | undefined {
  const { pod, proxy } = node;
  const container = pod?.containers.find(({ ports }) => ports.some(({ containerPort }) => containerPort === port));
  if (container !== undefined) return `containerPort of ${container.name}`;
  if (pod !== undefined) {
    const service = world.objects
      .servicesOf(pod)
      .find(({ ports }) => ports.some((one) => containerPortNumber(pod, one) === port));
    if (service !== undefined) return `targetPort of Service ${service.namespace}/${service.name}`;
  }
  const cluster = proxy?.inboundClusters().get(port);
  return cluster === undefined ? undefined : `inbound cluster ${cluster}`;
}
