import { selectorMatches, labelsInclude } from '../objects/LabelSelector.js';
import type { KubeObjects } from '../objects/KubeObjects.js';
import type { Pod } from '../objects/Pod.js';
import { podsOfService } from '../objects/serviceEndpoints.js';
import { serviceTargetRefs } from './serviceTargetRefs.js';
import type { Target, TargetKind } from './Target.js';

/** The label that Gateway API implementations put on the pods of a Gateway that they deploy. */
const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';

/** The pods that a TARGET means, and how they were found. */
export interface TargetPods {
  readonly pods: readonly Pod[];
  /** For a person: "by the selector of Deployment web/cart". */
  readonly how: string;
}

/**
 * The pods that a TARGET means, in the order of the facts: a pod by its name; a Service by its EndpointSlices, else its selector; a
 * controller by its selector as kubectl does, or, when the facts hold only its pods, by their owner references. `undefined`: the facts
 * know nothing of the TARGET, which for a pod or Node means no such object.
 */
export function podsOfTarget(objects: KubeObjects, { kind, namespace, name }: Target): TargetPods | undefined {
  const inNamespace = (): readonly Pod[] => objects.pods().filter((pod) => pod.namespace === namespace);
  switch (kind) {
    case 'Pod': {
      const pod = objects.pod(namespace, name);
      return pod && { pods: [pod], how: 'by its name' };
    }
    case 'Node': {
      const pods = objects.pods().filter((pod) => pod.nodeName === name);
      return objects.node(name) || pods.length > 0 ? { pods, how: `on node ${name}` } : undefined;
    }
    case 'Service': {
      const service = objects.service(namespace, name);
      if (!service) return undefined;
      const pods = serviceTargetRefs(objects, service);
      if (pods) return { pods, how: `of the EndpointSlices of Service ${namespace}/${name}` };
      return { pods: podsOfService(objects, service), how: `by the selector of Service ${namespace}/${name}` };
    }
    case 'Gateway': {
      const wanted = new Map([[GATEWAY_NAME, name]]);
      const pods = inNamespace().filter((pod) => labelsInclude(pod.meta.labels, wanted));
      return pods.length > 0 ? { pods, how: `by the label ${GATEWAY_NAME}` } : undefined;
    }
    default: {
      const controller = objects
        .controllers()
        .find((one) => one.kind === kind && one.namespace === namespace && one.name === name);
      if (controller) {
        const pods = inNamespace().filter((pod) => selectorMatches(controller.selector, pod.meta.labels));
        return { pods, how: `by the selector of ${kind} ${namespace}/${name}` };
      }
      const pods = inNamespace().filter((pod) => isOwnedBy(objects, pod, kind, name));
      return pods.length > 0 ? { pods, how: `by the owner references of the pods to ${kind} ${name}` } : undefined;
    }
  }
}

/** Directly, or by the ReplicaSet or Job in between; where that one is not known, by how its controller names it. */
function isOwnedBy(objects: KubeObjects, pod: Pod, kind: TargetKind, name: string): boolean {
  return pod.meta.ownerReferences.some((owner) => {
    if (owner.kind === kind && owner.name === name) return true;
    if (kind === 'Deployment' && owner.kind === 'ReplicaSet') {
      const hash = pod.meta.labels.get('pod-template-hash');
      const above = objects.get('apps', 'ReplicaSet', pod.namespace, owner.name)?.meta.ownerReferences;
      if (above) return above.some((one) => one.kind === kind && one.name === name);
      return hash !== undefined && owner.name === `${name}-${hash}`;
    }
    if (kind !== 'CronJob' || owner.kind !== 'Job') return false;
    const above = objects.get('batch', 'Job', pod.namespace, owner.name)?.meta.ownerReferences;
    return above?.some((one) => one.kind === kind && one.name === name) ?? false;
  });
}
