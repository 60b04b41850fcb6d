import type { SocketOwner } from '../../netfilter/model/SocketOwner.js';
import type { Netns } from '../../netfilter/walk/netns/Netns.js';
import { sendFromSocket } from '../../netfilter/walk/sendFromSocket.js';
import { deliveredOnNode } from './deliveredOnNode.js';
import { packetEnd } from './packetEnd.js';
import { addPacketSteps } from './packetSteps.js';
import type { NetworkState, WalkState } from './state/WalkState.js';
import type { WalkContext } from './WalkContext.js';

/** FROM node/NAME, where the node's rules were recorded: a process of the node itself sends, kube-proxy's OUTPUT rules decide. */
export function sendFromNode(
  context: WalkContext,
  node: { readonly name: string; readonly netns: Netns },
  state: NetworkState,
): WalkState {
  const { path, request, choose, journey } = context;
  const { sender } = request;
  const where = `node ${node.name}`;
  path.enter(where, 'output');
  const owner: SocketOwner =
    sender.uid !== 'ordinary' && sender.gid !== 'ordinary'
      ? { kind: 'user', uid: sender.uid, gid: sender.gid }
      : {
          kind: 'ordinary',
          knownNot: { uids: [], gids: [] },
          ...(sender.uid === 'ordinary' ? {} : { uid: sender.uid }),
          ...(sender.gid === 'ordinary' ? {} : { gid: sender.gid }),
        };
  const walk = sendFromSocket(
    node.netns,
    {
      protocol: request.transport,
      destination: state.destination,
      sourcePort: state.source.port,
      owner,
      mark: sender.mark,
      ctState: request.ctState,
    },
    choose,
  );
  addPacketSteps(path, walk);
  journey.legs.push({ where, netns: node.netns, walk });
  const { end } = walk;
  switch (end.kind) {
    case 'wire':
      return { ...state, source: end.source, destination: end.destination, passedNodes: [node.name] };
    case 'local':
      return deliveredOnNode(context, state, node.name, end);
    default:
      return packetEnd(context, end, state.destination);
  }
}
