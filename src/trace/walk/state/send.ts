import { formatSocketAddress, type SocketAddress } from '../../../net/SocketAddress.js';
import type { PacketWalk, WalkEnd } from '../../../netfilter/walk/PacketWalk.js';
import { sendFromSocket } from '../../../netfilter/walk/sendFromSocket.js';
import { podLabel } from '../../world/PodNode.js';
import { missingRulesSend } from '../missingRules.js';
import { addPacketSteps } from '../packetSteps.js';
import { undecidedByAddress } from '../standIn.js';
import { connectionVerdict, indeterminate } from '../verdicts.js';
import type { WalkContext } from '../WalkContext.js';
import type { SendState, WalkState } from './WalkState.js';

/** A socket sends: the pod's OUTPUT chains, routing, and over loopback its PREROUTING and INPUT. */
export function send(context: WalkContext, state: SendState): WalkState {
  const { path, request, choose } = context;
  path.enter(podLabel(state.pod), 'output');
  for (const { kind, text } of state.pod.assumed) path.assume(kind, text);
  if (state.pod.rules === 'missing') return missingRulesSend(context, state);
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
    },
    choose,
  );
  addPacketSteps(path, walk);
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
        ...(state.pod.pod?.nodeName === undefined ? {} : { fromNode: state.pod.pod.nodeName }),
        ...standsFor,
      };
    default:
      return packetEnd(context, end, state.destination);
  }
}

/** The verdict for a packet that no socket takes and no wire carries. */
export function packetEnd(
  { journey }: WalkContext,
  end: Exclude<WalkEnd, { kind: 'local' | 'wire' }>,
  destination: SocketAddress,
): WalkState {
  const to = formatSocketAddress(destination);
  switch (end.kind) {
    case 'dropped':
      return denied(`${end.step.coordinate ?? 'a rule'} drops packets to ${to}.`, 'timeout');
    case 'rejected':
      return denied(
        `${end.step.coordinate ?? 'a rule'} rejects packets to ${to}.`,
        end.senderSees === 'timeout' ? 'timeout' : 'refused',
      );
    case 'unroutable':
      return {
        kind: 'end',
        verdict: connectionVerdict(
          'NO_UPSTREAM',
          `No route to ${to}: ${end.why}.`,
          connectionEndOf(end.senderSees),
          journey.proxies,
        ),
      };
    case 'unknown':
      return { kind: 'end', verdict: indeterminate(end.why) };
  }

  function denied(sentence: string, sees: 'timeout' | 'refused'): WalkState {
    return { kind: 'end', verdict: connectionVerdict('DENIED', sentence, sees, journey.proxies) };
  }
}

function connectionEndOf(senderSees: string): 'timeout' | 'refused' {
  return senderSees === 'timeout' ? 'timeout' : 'refused';
}
