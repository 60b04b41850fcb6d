import { resolveName } from '../../kube/dns/resolveName.js';
import { parseIp } from '../../net/IpAddress.js';
import type { SocketAddress } from '../../net/SocketAddress.js';
import type { TraceRequest } from '../../trace/model/TraceRequest.js';
import { nameInDump } from '../../trace/walk/nameInDump.js';
import { overridesOf } from '../../trace/walk/overridesOf.js';
import type { World } from '../../trace/world/World.js';

/**
 * The address that a request of a pod is for: the one that the user fixes, else what the lab's names mean. Of several one by chance, as
 * resolvers have it. `undefined`: the name means nothing.
 */
export function resolveDestination(world: World, request: TraceRequest): SocketAddress | undefined {
  if (request.connectTo !== undefined) return request.connectTo;
  const literal = parseIp(request.host);
  if (literal !== undefined) return { ip: literal, port: request.port };
  const node = request.from.kind === 'pod' ? world.pod(request.from.namespace, request.from.name) : undefined;
  const overrides = overridesOf(request);
  const asked = resolveName({
    objects: world.objects,
    records: world.dns,
    pod: node?.pod,
    name: request.host,
    ...(overrides === undefined ? {} : { overrides }),
  });
  const answer = asked.kind === 'unknown' ? nameInDump(world, node, request.host, asked) : asked;
  if (answer?.kind !== 'found') return undefined;
  const usable = answer.addresses.filter(({ family }) => family === answer.addresses[0]?.family);
  const ip = usable[Math.floor(Math.random() * usable.length)];
  return ip === undefined ? undefined : { ip, port: request.port };
}
