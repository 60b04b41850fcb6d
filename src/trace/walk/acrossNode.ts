import type { SocketAddress } from '../../net/SocketAddress.js';
import { UNKNOWN_INTERFACE } from '../../netfilter/match/interfaceName.js';
import { forwardThrough } from '../../netfilter/walk/forwardThrough.js';
import type { Netns } from '../../netfilter/walk/netns/Netns.js';
import { deliveredOnNode } from './deliveredOnNode.js';
import { packetEnd } from './packetEnd.js';
import { addPacketSteps } from './packetSteps.js';
import type { NetworkState, WalkState } from './state/WalkState.js';
import type { WalkContext } from './WalkContext.js';

/** A node whose rules were recorded, and by which side the packet comes to it. */
export interface NodeOnTheWay {
  readonly name: string;
  readonly from: 'pod' | 'wire';
}

/** The next node whose recorded rules the packet meets: the sender's, then the one whose address it was sent to. */
export function nodeOnTheWay({ world }: WalkContext, state: NetworkState): NodeOnTheWay | undefined {
  const { fromNode, passedNodes = [], destination } = state;
  const next = (name: string | undefined): name is string =>
    name !== undefined && !passedNodes.includes(name) && world.nodeNetns(name) !== undefined;
  if (next(fromNode)) return { name: fromNode, from: 'pod' };
  const addressed = world.objects.nodeByIp(destination.ip)?.name;
  return next(addressed) ? { name: addressed, from: 'wire' } : undefined;
}

/** A packet passes a node by its recorded rules: PREROUTING, FORWARD, POSTROUTING, or INPUT for the node's own address. */
export function acrossNode(context: WalkContext, state: NetworkState, { name, from }: NodeOnTheWay): WalkState {
  const { path, request, choose, world, journey } = context;
  const netns = world.nodeNetns(name);
  if (netns === undefined) return state;
  const where = `node ${name}`;
  path.enter(where, 'node');
  const { source, destination } = state;
  const inInterface = from === 'pod' ? UNKNOWN_INTERFACE : interfaceOf(netns, destination);
  const walk = forwardThrough(
    netns,
    { inInterface, protocol: request.transport, source, destination, ctState: 'new' },
    choose,
  );
  addPacketSteps(path, walk);
  journey.legs.push({ where, netns, walk });
  const { end } = walk;
  switch (end.kind) {
    case 'wire': {
      const passedNodes = [...(state.passedNodes ?? []), name];
      return { ...state, source: end.source, destination: end.destination, passedNodes };
    }
    case 'local':
      return deliveredOnNode(context, state, name, end);
    default:
      return packetEnd(context, end, destination);
  }
}

/** What comes by the wire comes by the interface with the address it is for; what another interface has taken is not known. */
function interfaceOf(netns: Netns, { ip }: SocketAddress): string {
  const owner = netns.interfaces.find(({ addresses }) => addresses.some(({ address }) => address.text === ip.text));
  return owner === undefined || owner.name === 'lo' ? UNKNOWN_INTERFACE : owner.name;
}
