import { formatSocketAddress } from '../../net/SocketAddress.js';
import { podLabel, type PodNode } from '../world/PodNode.js';
import type { Verdict } from '../model/Verdict.js';
import type { NetworkState, WalkState } from './state/WalkState.js';
import type { WalkContext } from './WalkContext.js';

/** `--only outbound`: the walk ends where the source side hands the request over. */
export function handedOver(context: WalkContext, state: NetworkState): WalkState {
  const to = state.standsFor ?? formatSocketAddress(state.destination);
  context.path.enter('network', 'network');
  context.path.add({ kind: 'socket', outcome: 'delivered', summary: `handed over to ${to}` });
  return { kind: 'end', verdict: arrived(context, 'DELIVERED', `Handed over to ${to}.`) };
}

/** The last address belongs to no pod of the facts. */
export function leavesMesh(context: WalkContext, state: NetworkState, where: string): WalkState {
  const to = state.standsFor ?? formatSocketAddress(state.destination);
  context.path.enter('outside', 'network');
  if (state.content.tls !== undefined && state.origin.verifies !== undefined) {
    context.path.assume('tls', `${to} presents a certificate that the proxy accepts`);
  }
  context.path.add({ kind: 'socket', outcome: 'delivered', summary: `${to} belongs to no pod of the facts` });
  return { kind: 'end', verdict: arrived(context, 'EXITS_MESH', `Leaves the mesh to ${to} (${where}).`) };
}

/** The verdict of a request that reached an application. */
export function deliveredVerdict(context: WalkContext, pod: PodNode, at: string): Verdict {
  const bypassed = bypassedProxy(context, pod);
  if (bypassed === undefined) return arrived(context, 'DELIVERED', `Reaches ${podLabel(pod)} at ${at}.`);
  return arrived(context, 'DELIVERED_BYPASS', `Reaches ${podLabel(pod)} at ${at}, around the proxy of ${bypassed}.`);
}

/** The side whose proxy was not passed, when the pod that is reached has a sidecar. */
function bypassedProxy({ journey, request, world }: WalkContext, pod: PodNode): string | undefined {
  if (pod.role !== 'sidecar') return undefined;
  const passed = (label: string): boolean => journey.proxies.some((proxy) => proxy.pod === label);
  if (!passed(podLabel(pod))) return podLabel(pod);
  if (request.only === 'inbound' || request.from.kind !== 'pod') return undefined;
  const source = world.pod(request.from.namespace, request.from.name);
  if (source?.role !== 'sidecar' || passed(podLabel(source))) return undefined;
  return podLabel(source);
}

function arrived({ journey }: WalkContext, code: Verdict['code'], sentence: string): Verdict {
  return { code, sentence, flags: [...journey.flags].join(','), details: '', caller: { kind: 'app' } };
}
