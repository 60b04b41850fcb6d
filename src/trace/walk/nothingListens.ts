import { isLoopback } from '../../net/IpAddress.js';
import { proxyContainer } from '../../istio/proxyContainer.js';
import type { PodNode } from '../world/PodNode.js';

/**
 * Whether nothing listens at a port of a gateway or waypoint: its proxy, which is alone in the pod, has no listener there (the
 * caller looked), and dials no such port of its own pod, as it does the agent's. A containerPort only says what was meant.
 */
export function nothingListens({ role, pod, proxy }: PodNode, port: number): boolean {
  if ((role !== 'gateway' && role !== 'waypoint') || pod === undefined || proxy === undefined) return false;
  const own = proxyContainer(pod);
  if (pod.containers.some((container) => container !== own)) return false;
  const { config } = proxy;
  return !config.clusterNames().some((name) => {
    const found = config.cluster(name);
    const hosts =
      (found.kind === 'found' ? found.value : undefined)?.loadAssignment?.localities.flatMap(
        ({ endpoints }) => endpoints,
      ) ?? [];
    return hosts.some(
      ({ address }) =>
        address.kind === 'socket_address' &&
        address.port === port &&
        address.ip !== undefined &&
        isLoopback(address.ip),
    );
  });
}
