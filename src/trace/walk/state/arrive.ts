import { formatSocketAddress } from '../../../net/SocketAddress.js';
import { receiveFromWire } from '../../../netfilter/walk/receiveFromWire.js';
import { podLabel } from '../../world/PodNode.js';
import { missingRulesArrive } from '../missingRules.js';
import { packetEnd } from '../packetEnd.js';
import { addPacketSteps } from '../packetSteps.js';
import { indeterminate } from '../verdicts.js';
import type { WalkContext } from '../WalkContext.js';
import type { ArriveState, WalkState } from './WalkState.js';

/** A packet arrives at a pod's interface: PREROUTING, routing, INPUT. */
export function arrive(context: WalkContext, state: ArriveState): WalkState {
  const { path, request, choose } = context;
  const { pod, source, destination, content, origin } = state;
  path.enter(podLabel(pod), 'prerouting');
  for (const { kind, text } of pod.assumed) path.assume(kind, text);
  if (pod.rules === 'missing') return missingRulesArrive(context, state);
  const inInterface = interfaceOf(state);
  const walk = receiveFromWire(
    pod.netns,
    { inInterface, protocol: request.transport, source, destination, ctState: 'new' },
    choose,
  );
  addPacketSteps(path, walk);
  context.journey.legs.push({ where: podLabel(pod), netns: pod.netns, walk });
  const { end } = walk;
  if (end.kind === 'local') {
    return {
      kind: 'accept',
      pod,
      local: end.local,
      originalDestination: end.originalDestination,
      untracked: !end.hasOriginalDst && end.by !== 'tproxy',
      ...(end.listener === undefined ? {} : { listener: end.listener }),
      source: end.source,
      content,
      origin,
    };
  }
  if (end.kind === 'wire') {
    const verdict = indeterminate(`${podLabel(pod)} forwards ${formatSocketAddress(destination)} on to another host`);
    return { kind: 'end', verdict };
  }
  return packetEnd(context, end, destination);
}

function interfaceOf({ pod, destination }: ArriveState): string {
  const owner = pod.netns.interfaces.find(({ addresses }) =>
    addresses.some(({ address }) => address.text === destination.ip.text),
  );
  const usable = owner?.name === 'lo' ? undefined : owner?.name;
  return usable ?? pod.netns.interfaces.find(({ name }) => name !== 'lo')?.name ?? 'eth0';
}
