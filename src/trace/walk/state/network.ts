import type { Service } from '../../../kube/objects/Service.js';
import { formatSocketAddress, type SocketAddress } from '../../../net/SocketAddress.js';
import { podLabel } from '../../world/PodNode.js';
import { acrossNode, nodeOnTheWay } from '../acrossNode.js';
import { forkOfCandidates, serviceStep } from '../serviceStep.js';
import { resolveServiceAddress, type ServiceResolution } from '../../../kube/proxy/resolveServiceAddress.js';
import { connectionEnded } from '../connectionEnded.js';
import { indeterminate } from '../verdicts.js';
import { sourceSeen } from '../sourceSeen.js';
import { handedOver, leavesMesh } from '../delivery.js';
import type { WalkContext } from '../WalkContext.js';
import type { NetworkState, WalkState } from './WalkState.js';

/**
 * On the wire: kube-proxy on the sender's node turns Service addresses into endpoints (by the node's recorded rules, else
 * from Services and EndpointSlices), then the address belongs to a pod, or to nobody in the facts.
 */
export function network(context: WalkContext, state: NetworkState): WalkState {
  if (context.request.only !== undefined && isOver(context, state)) return handedOver(context, state);
  const node = nodeOnTheWay(context, state);
  if (node !== undefined) return acrossNode(context, state, node);
  const resolution = resolveServiceAddress(context.world.objects, state.destination, context.request.transport, {
    inside: state.origin.pod !== undefined || state.fromNode !== undefined,
    ip: state.source.ip,
    ...(state.fromNode === undefined ? {} : { node: state.fromNode }),
  });
  if (resolution === undefined || resolution.kind === 'noPort' || isDone(context, state, resolution))
    return toAddress(context, state, state.destination);
  context.path.enter(state.fromNode === undefined ? 'network' : `node ${state.fromNode}`, 'node');
  context.path.assume(
    'kube-proxy',
    `kube-proxy follows Services and EndpointSlices: the rules of ${state.fromNode ?? 'the node'} were not recorded`,
  );
  return afterService(context, state, resolution);
}

/** The recorded rules of the node that would translate the address have had their say. */
function isDone(
  { world }: WalkContext,
  { passedNodes = [], fromNode, destination }: NetworkState,
  { by }: ServiceResolution,
): boolean {
  const translator = by === 'nodePort' ? world.objects.nodeByIp(destination.ip)?.name : fromNode;
  return translator !== undefined && passedNodes.includes(translator);
}

/** With one side only, the walk ends where that side's last proxy, or a source without one, sends to. */
function isOver({ request, journey }: WalkContext, { origin }: NetworkState): boolean {
  return origin.pod !== undefined && (request.only === 'outbound' || journey.proxies.length > 0);
}

function afterService(
  context: WalkContext,
  state: NetworkState,
  resolution: Exclude<ServiceResolution, { kind: 'noPort' }>,
): WalkState {
  const { path, choose } = context;
  const label = `${resolution.service.namespace}/${resolution.service.name}`;
  const to = formatSocketAddress(state.destination);
  if (resolution.kind === 'endpoints') {
    const chosen = choose(forkOfCandidates(label, resolution.candidates)).value;
    path.add(serviceStep(resolution, 'matched', `Service ${label} -> ${formatSocketAddress(chosen.address)}`));
    return toAddress(context, { ...state, source: sourceSeen(context, state, chosen) }, chosen.address);
  }
  path.add(serviceStep(resolution, resolution.kind === 'unknown' ? 'unknown' : 'failed', resolution.why));
  if (resolution.kind === 'unknown') return { kind: 'end', verdict: indeterminate(resolution.why) };
  const sees = resolution.kind === 'rejected' ? 'refused' : 'timeout';
  return connectionEnded(context, 'NO_UPSTREAM', `${to}: ${resolution.why}.`, sees);
}

/** The packet has its last address: a pod's, the sender's own, or one that the facts do not have. */
function toAddress(context: WalkContext, state: NetworkState, destination: SocketAddress): WalkState {
  const { world, path } = context;
  const pod = world.podByIp(destination.ip, destination.port);
  if (pod !== undefined) {
    return { kind: 'arrive', pod, source: state.source, destination, content: state.content, origin: state.origin };
  }
  const service = world.objects.servicesByClusterIp(destination.ip)[0];
  if (service !== undefined) {
    path.enter('network', 'network');
    const label = `Service ${service.namespace}/${service.name}`;
    const why = service.ports.some(({ port }) => port === destination.port)
      ? `the rules of the node do not translate the address of ${label}`
      : `${label} has no port ${destination.port}${portsOf(service)}`;
    const sentence = `Nothing answers at ${formatSocketAddress(destination)}: ${why}.`;
    path.add({ kind: 'service', outcome: 'failed', summary: sentence });
    return connectionEnded(context, 'NO_UPSTREAM', sentence, 'timeout');
  }
  const node = world.objects.nodeByIp(destination.ip);
  const unseen = node === undefined ? world.unseenPod?.(destination.ip) : undefined;
  if (unseen !== undefined) {
    path.enter('network', 'network');
    path.add({ kind: 'service', outcome: 'unknown', summary: unseen });
    return { kind: 'end', verdict: indeterminate(unseen) };
  }
  const where = node === undefined ? undefined : `node ${node.name}`;
  return leavesMesh(
    context,
    { ...state, destination },
    where ?? (state.origin.pod === undefined ? 'outside' : `from ${podLabel(state.origin.pod)}`),
  );
}

/** The ports that a Service has instead, in brackets; '' when it has none. */
function portsOf({ ports }: Service): string {
  return ports.length === 0 ? '' : ` (it has ${ports.map(({ port }) => port).join(', ')})`;
}
