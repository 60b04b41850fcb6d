import type { Pod } from '../kube/objects/Pod.js';
import { proxyContainer } from './proxyContainer.js';

/** What a pod is to the mesh. */
export type PodRole = 'app' | 'sidecar' | 'gateway' | 'waypoint' | 'ambient';

/**
 * The role of a pod: by its proxy's node id (`sidecar~…`, `router~…`, `waypoint~…`: pilot/pkg/model/context.go), else by its
 * containers' arguments, else by the annotation that the CNI sets when it captures a pod for ztunnel.
 */
export function podRole(pod: Pod | undefined, nodeId: string | undefined): PodRole {
  const type = nodeId?.split('~')[0] ?? typeOfContainer(pod);
  switch (type) {
    case 'router':
      return 'gateway';
    case 'waypoint':
    case 'sidecar':
      return type;
    default:
      return pod?.meta.annotations.get('ambient.istio.io/redirection') === 'enabled' ? 'ambient' : 'app';
  }
}

function typeOfContainer(pod: Pod | undefined): string | undefined {
  const container = pod === undefined ? undefined : proxyContainer(pod);
  if (container === undefined) return undefined;
  return ['router', 'waypoint'].find((type) => container.args.includes(type)) ?? 'sidecar';
}
