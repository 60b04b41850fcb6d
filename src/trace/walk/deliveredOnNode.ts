import type { LocalEnd } from '../../netfilter/walk/PacketWalk.js';
import { leavesMesh } from './delivery.js';
import type { NetworkState, WalkState } from './state/WalkState.js';
import type { WalkContext } from './WalkContext.js';

/** A socket on a node takes the packet: a pod of the host network that names the port, else something that is no pod. */
export function deliveredOnNode(
  context: WalkContext,
  state: Omit<NetworkState, 'kind'>,
  node: string,
  { local, originalDestination, source }: LocalEnd,
): WalkState {
  const { content, origin } = state;
  const pod = context.world.podByIp(local.ip, local.port);
  if (pod?.pod?.hostNetwork === true)
    return { kind: 'accept', pod, local, originalDestination, source, content, origin };
  return leavesMesh(context, { ...state, kind: 'network', destination: local }, `node ${node}`);
}
