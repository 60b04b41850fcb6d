import { isNativeSidecar, type Container } from '../kube/objects/Container.js';
import type { Pod } from '../kube/objects/Pod.js';

/** The name that Istio's injector and gateways give the proxy's container. */
const PROXY_CONTAINER = 'istio-proxy';

/** The pod's proxy container: an ordinary one, or a native sidecar among the init containers (manifests/…/injection-template.yaml). */
export function proxyContainer(pod: Pod): Container | undefined {
  return [...pod.containers, ...pod.initContainers.filter(isNativeSidecar)].find(
    ({ name }) => name === PROXY_CONTAINER,
  );
}
