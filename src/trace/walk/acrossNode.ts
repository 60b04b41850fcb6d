import { forwardThrough } from '../../netfilter/walk/forwardThrough.js';
import type { Netns } from '../../netfilter/walk/netns/Netns.js';
import { addPacketSteps } from './packetSteps.js';
import { toAddress } from './state/network.js';
import { packetEnd } from './packetEnd.js';
import type { NetworkState, WalkState } from './state/WalkState.js';
import type { WalkContext } from './WalkContext.js';

/** The interface by which a node's rules see a pod's packets come in; kube-proxy's rules do not ask for it. */
const POD_INTERFACE = 'veth0';

/** The sender's node, by its recorded rules: PREROUTING, FORWARD, POSTROUTING. */
export function acrossNode(context: WalkContext, state: NetworkState, node: Netns): WalkState {
  const { path, request, choose } = context;
  path.enter(`node ${state.fromNode ?? ''}`, 'node');
  const { source, destination } = state;
  const walk = forwardThrough(
    node,
    { inInterface: POD_INTERFACE, protocol: request.transport, source, destination, ctState: 'new' },
    choose,
  );
  addPacketSteps(path, walk);
  switch (walk.end.kind) {
    case 'wire':
      return toAddress(context, { ...state, source: walk.end.source }, walk.end.destination);
    case 'local':
      return toAddress(context, state, walk.end.local);
    default:
      return packetEnd(context, walk.end, destination);
  }
}
