import type { ServiceCandidate } from '../../kube/proxy/resolveServiceAddress.js';
import type { SocketAddress } from '../../net/SocketAddress.js';
import { standInAddress } from './standIn.js';
import type { NetworkState } from './state/WalkState.js';
import type { WalkContext } from './WalkContext.js';

/**
 * The source that an endpoint of a Service sees: kube-proxy puts the node's own address in the place of a pod's that reaches
 * itself, and of clients that come by a node port or a load balancer under `externalTrafficPolicy: Cluster`.
 */
export function sourceSeen(
  { world, path }: WalkContext,
  { source, fromNode, destination }: NetworkState,
  { masqueraded }: ServiceCandidate,
): SocketAddress {
  if (masqueraded !== 'yes') return source;
  const node = fromNode === undefined ? world.objects.nodeByIp(destination.ip) : world.objects.node(fromNode);
  const own = node?.addresses.find(({ ip }) => ip.family === source.ip.family)?.ip;
  if (own === undefined) path.assume('kube-proxy', 'the endpoint sees a node of unknown address as the client');
  return { ip: own ?? standInAddress(), port: source.port };
}
