import type { Pod } from '../kube/objects/Pod.js';
import type { CaptureArguments } from './capture/arguments/CaptureArguments.js';
import { cniArguments } from './capture/arguments/cniArguments.js';
import { initArguments } from './capture/arguments/initArguments.js';
import { proxyContainer } from './proxyContainer.js';

/** Container that writes the rules, and the one that only checks those that the CNI plugin wrote (injection-template.yaml). */
const INIT = 'istio-init';
const VALIDATION = 'istio-validation';

/**
 * What a pod asks of traffic capture: the arguments of its istio-init; where the CNI plugin writes the rules (istio-validation checks
 * them, or the injector's status names no init container), its annotations. `undefined` for a pod in which nobody captures for a
 * sidecar: no proxy, a gateway, an ambient pod.
 */
export function istioInitArguments(pod: Pod): CaptureArguments | undefined {
  const init = pod.initContainers.find(({ name }) => name === INIT);
  if (init !== undefined) return initArguments(init);
  const proxy = proxyContainer(pod);
  if (proxy === undefined) return undefined;
  const checked = pod.initContainers.some(({ name }) => name === VALIDATION);
  const injected = pod.meta.annotations.has('sidecar.istio.io/status');
  const isSidecar = !['router', 'waypoint', 'ztunnel'].some((type) => proxy.args.includes(type));
  return isSidecar && (checked || injected) ? cniArguments(pod, proxy) : undefined;
}
