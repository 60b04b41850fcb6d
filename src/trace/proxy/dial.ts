import type { Cluster } from '../../envoy/model/Cluster.js';
import type { InternalAddress } from '../../envoy/model/Address.js';
import { resolveName } from '../../kube/dns/resolveName.js';
import { parseIp } from '../../net/IpAddress.js';
import { parseSocketAddress, type SocketAddress } from '../../net/SocketAddress.js';
import { standInAddress } from '../walk/standIn.js';
import type { SendState, WalkState } from '../walk/state/WalkState.js';
import { connectionEnded } from '../walk/connectionEnded.js';
import { indeterminate } from '../walk/verdicts.js';
import type { WalkContext } from '../walk/WalkContext.js';
import { podLabel } from '../world/PodNode.js';
import { proxyOwner } from './proxyOwner.js';
import type { ProxyVisit } from './ProxyVisit.js';
import type { Destination } from './toHost.js';
import { upstreamSource } from './upstreamSource.js';

/** A proxy connects to its host: a socket of the proxy's user sends, or an internal listener takes over. */
export function dial(
  context: WalkContext,
  visit: ProxyVisit,
  cluster: Cluster,
  destination: Destination,
  rest: Pick<SendState, 'content' | 'origin'>,
): WalkState {
  const { pod } = visit;
  if (destination.kind === 'host' && destination.host.address.kind === 'envoy_internal_address') {
    return internal(visit, destination.host.address, rest);
  }
  const resolved = addressOf(context, visit, destination);
  if (resolved.kind === 'end') return resolved;
  const standsFor = resolved.standsFor ?? (destination.kind === 'address' ? visit.standsFor : undefined);
  return {
    kind: 'send',
    pod,
    by: 'proxy',
    owner: proxyOwner(visit.proxy),
    ...upstreamSource(visit, cluster, resolved.address.ip),
    destination: resolved.address,
    ...rest,
    ...(standsFor === undefined ? {} : { standsFor }),
  };
}

type DialAddress =
  | { readonly kind: 'address'; readonly address: SocketAddress; readonly standsFor?: string }
  | Extract<WalkState, { kind: 'end' }>;

function addressOf(context: WalkContext, { pod }: ProxyVisit, destination: Destination): DialAddress {
  if (destination.kind === 'address') return { kind: 'address', address: destination.address };
  if (destination.kind === 'name') return byName(context, pod.pod, destination.host, destination.port);
  const { address, hostname } = destination.host;
  switch (address.kind) {
    case 'socket_address':
      if (address.ip !== undefined) return { kind: 'address', address: { ip: address.ip, port: address.port } };
      return byName(context, pod.pod, address.host === '' ? hostname : address.host, address.port);
    case 'pipe':
      return {
        kind: 'end',
        verdict: indeterminate(`what listens on the Unix socket ${address.path} of ${podLabel(pod)}`),
      };
    case 'envoy_internal_address':
      return { kind: 'end', verdict: indeterminate(`internal listener ${address.serverListenerName}`) };
  }
}

/** A name that the proxy resolves by itself (DNS clusters, dynamic_forward_proxy). */
function byName(context: WalkContext, pod: ProxyVisit['pod']['pod'], name: string, port: number): DialAddress {
  const { world, path, pins } = context;
  const literal = parseIp(name);
  if (literal !== undefined) return { kind: 'address', address: { ip: literal, port } };
  const answer = resolveName({ objects: world.objects, records: world.dns, pod, name: `${name}.` });
  if (answer.kind === 'found' && answer.addresses[0] !== undefined) {
    path.add({
      kind: 'resolve',
      outcome: 'matched',
      summary: `the proxy resolves ${name} to ${answer.addresses[0].text}`,
    });
    return { kind: 'address', address: { ip: answer.addresses[0], port } };
  }
  if (answer.kind === 'notFound') {
    path.add({ kind: 'resolve', outcome: 'failed', summary: answer.why });
    return connectionEnded(context, 'NO_UPSTREAM', `The proxy can't resolve ${name}: ${answer.why}.`, 'unresolved');
  }
  if (pins.strict) return { kind: 'end', verdict: indeterminate(`the address of ${name}`) };
  path.assume('dns', `${name} resolves to an address that no pod, Service or listener has`);
  path.add({ kind: 'resolve', outcome: 'passed', summary: `the proxy resolves ${name}; its address is not known` });
  return { kind: 'address', address: { ip: standInAddress(), port }, standsFor: `${name}:${port}` };
}

function internal(visit: ProxyVisit, address: InternalAddress, rest: Pick<SendState, 'content' | 'origin'>): WalkState {
  const restored = parseSocketAddress(address.endpointId);
  return {
    kind: 'internal',
    pod: visit.pod,
    listener: address.serverListenerName,
    endpointId: address.endpointId,
    source: visit.connection.source,
    filterState: visit.filterState,
    ...rest,
    ...(restored === undefined ? {} : { originalDestination: restored }),
  };
}
