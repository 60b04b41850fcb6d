import { isLoopback } from '../../../net/IpAddress.js';
import type { PacketWalk } from '../../../netfilter/walk/PacketWalk.js';
import { sendFromSocket } from '../../../netfilter/walk/sendFromSocket.js';
import { podLabel } from '../../world/PodNode.js';
import { missingRulesSend } from '../missingRules.js';
import { addPacketSteps } from '../packetSteps.js';
import { packetEnd } from '../packetEnd.js';
import { undecidedByAddress } from '../standIn.js';
import { indeterminate } from '../verdicts.js';
import type { WalkContext } from '../WalkContext.js';
import type { NetworkState, SendState, WalkState } from './WalkState.js';

/** A socket sends: the pod's OUTPUT chains, routing, and over loopback its PREROUTING and INPUT. */
export function send(context: WalkContext, state: SendState): WalkState {
  const { path, request, choose, journey } = context;
  journey.legs.length = 0;
  path.enter(podLabel(state.pod), 'output');
  path.see({ packet: state.by === 'app' });
  if (state.by === 'app' && state.pod.netns.ipRules.some(({ fwmark }) => fwmark !== undefined)) path.uses('mark');
  for (const { kind, text } of state.pod.assumed) path.assume(kind, text);
  if (state.pod.rules === 'missing') return missingRulesSend(context, state);
  if (!state.pod.addressesKnown && !isLoopback(state.destination.ip)) {
    return { kind: 'end', verdict: indeterminate(`the addresses of ${podLabel(state.pod)}`) };
  }
  const walk = sendFromSocket(
    state.pod.netns,
    {
      protocol: request.transport,
      destination: state.destination,
      owner: state.owner,
      mark: state.mark,
      ctState: state.by === 'app' ? request.ctState : 'new',
      ...(state.source === undefined ? {} : { source: state.source }),
      ...(state.sourcePort === undefined ? {} : { sourcePort: state.sourcePort }),
      ...(state.transparent === undefined ? {} : { transparent: state.transparent }),
    },
    choose,
  );
  addPacketSteps(path, walk);
  journey.legs.push({ where: podLabel(state.pod), netns: state.pod.netns, walk });
  const undecided = state.standsFor === undefined ? undefined : undecidedByAddress(walk);
  if (undecided !== undefined) {
    return {
      kind: 'end',
      verdict: indeterminate(`the address of ${state.standsFor ?? ''}: ${undecided} depends on it`),
    };
  }
  return afterSend(context, state, walk);
}

function afterSend(context: WalkContext, state: SendState, walk: PacketWalk): WalkState {
  const { end } = walk;
  const standsFor = state.standsFor === undefined ? {} : { standsFor: state.standsFor };
  switch (end.kind) {
    case 'local':
      return {
        kind: 'accept',
        pod: state.pod,
        local: end.local,
        originalDestination: end.originalDestination,
        untracked: !end.hasOriginalDst && end.by !== 'tproxy',
        ...(end.listener === undefined ? {} : { listener: end.listener }),
        source: end.source,
        content: state.content,
        origin: state.origin,
        ...standsFor,
      };
    case 'wire':
      return {
        kind: 'network',
        source: end.source,
        destination: end.destination,
        content: state.content,
        origin: state.origin,
        ...nodeOf(state),
        ...standsFor,
      };
    default:
      return packetEnd(context, end, state.destination);
  }
}

/** The node that a packet comes to next; one from a pod of the host network has passed its rules already. */
function nodeOf({ pod: { pod } }: SendState): Pick<NetworkState, 'fromNode' | 'passedNodes'> {
  if (pod?.nodeName === undefined) return {};
  return { fromNode: pod.nodeName, ...(pod.hostNetwork ? { passedNodes: [pod.nodeName] } : {}) };
}
