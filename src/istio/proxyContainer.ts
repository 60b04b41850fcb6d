import { isNativeSidecar, type Container } from '../kube/objects/Container.js';
import type { Pod } from '../kube/objects/Pod.js';

/** The name that Istio's injector and gateways give the proxy's container. */
const PROXY_CONTAINER = 'istio-proxy';

/** What the agent is started as (pilot/cmd/pilot-agent), whatever its container is called. */
const ROLES: ReadonlySet<string> = new Set(['sidecar', 'router', 'waypoint']);

/**
 * The pod's proxy container: an ordinary one, or a native sidecar among the init containers (manifests/…/injection-template.yaml). By its
 * name, else the one that is started with `proxy sidecar`, `proxy router` or `proxy waypoint`.
 */
export function proxyContainer(pod: Pod): Container | undefined {
  const containers = [...pod.containers, ...pod.initContainers.filter(isNativeSidecar)];
  return containers.find(({ name }) => name === PROXY_CONTAINER) ?? containers.find(runsAgent);
}

function runsAgent({ args }: Container): boolean {
  return args[0] === 'proxy' && ROLES.has(args[1] ?? '');
}
