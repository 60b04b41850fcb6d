import { containerPortNumber } from '../../kube/objects/serviceEndpoints.js';
import type { SocketAddress } from '../../net/SocketAddress.js';
import { podLabel, type PodNode } from '../world/PodNode.js';
import type { World } from '../world/World.js';
import { connectionEnded } from './connectionEnded.js';
import type { Content } from './Content.js';
import type { WalkState } from './state/WalkState.js';
import { indeterminate } from './verdicts.js';
import type { WalkContext } from './WalkContext.js';

/**
 * A client outside reaches a gateway: at the port that the gateway's Service maps the URL's port to, else at that port
 * itself. A port that the Service has not: nothing listens.
 */
export function frontDoor(
  context: WalkContext,
  via: { readonly namespace: string; readonly name: string },
  source: SocketAddress,
  content: Content,
): WalkState {
  const { world, request, path } = context;
  const pod = world.pod(via.namespace, via.name);
  const ip = pod?.ips[0];
  if (pod === undefined || ip === undefined)
    return { kind: 'end', verdict: indeterminate(`the address of gateway ${via.namespace}/${via.name}`) };
  const door = doorOf(world, pod, request.port);
  path.enter('outside', 'network');
  path.uses('destination port');
  if (door === undefined) {
    const sentence = `The Service of gateway ${podLabel(pod)} has no port ${request.port}.`;
    path.add({ kind: 'service', outcome: 'no_match', summary: sentence });
    return connectionEnded(context, 'NO_MATCH', sentence, 'refused');
  }
  path.add({ kind: 'service', outcome: 'matched', summary: `${door.why}: ${podLabel(pod)} port ${door.port}` });
  return { kind: 'arrive', pod, source, destination: { ip, port: door.port }, content, origin: {} };
}

function doorOf(world: World, pod: PodNode, port: number): { readonly port: number; readonly why: string } | undefined {
  const object = pod.pod;
  const services = object === undefined ? [] : world.objects.servicesOf(object);
  if (services.length === 0 || object === undefined) return { port, why: 'no Service selects the gateway' };
  for (const service of services) {
    const found = service.ports.find((one) => one.port === port || one.nodePort === port);
    const target = found === undefined ? undefined : containerPortNumber(object, found);
    if (target !== undefined) return { port: target, why: `Service ${service.namespace}/${service.name} port ${port}` };
  }
  return listensDirectly(pod, port) ? { port, why: 'the gateway listens on this port itself' } : undefined;
}

function listensDirectly({ proxy }: PodNode, port: number): boolean {
  return (
    proxy?.config
      .listeners()
      .some(({ addresses }) =>
        addresses.some((address) => address.kind === 'socket_address' && address.port === port),
      ) ?? false
  );
}
