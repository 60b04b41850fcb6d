import { isLoopback } from '../../../net/IpAddress.js';
import { plainStep, type Journey } from '../Journey.js';
import { acceptLocal, forwards, routeLocalnet } from '../netns/sysctl.js';
import type { WalkEnd } from '../PacketWalk.js';
import { isLocalAddress } from './localAddresses.js';
import { refusalOf } from '../refusal/refusalOf.js';
import { lookupRoute } from './lookupRoute.js';

/** Where a packet from the wire goes after PREROUTING. */
export type InputRoute =
  | { readonly kind: 'local' }
  | { readonly kind: 'forward'; readonly device: string }
  | { readonly kind: 'end'; readonly end: WalkEnd };

/** The input routing decision (`ip_route_input_slow`): martians and what has no route are lost without a word. */
export function routeInput(journey: Journey): InputRoute {
  const { packet, netns } = journey;
  const martian = whyMartian(journey);
  if (martian !== undefined) return lost(journey, martian, 'timeout');
  const strict = isStrict(journey);
  const found = lookupRoute(netns, {
    destination: packet.destination,
    source: packet.source,
    mark: packet.mark,
    inInterface: packet.inInterface,
    ...(strict ? { device: packet.inInterface } : {}),
  });
  if (strict && found.kind === 'none') return discard(journey);
  if (found.kind === 'unknown') return { kind: 'end', end: { kind: 'unknown', why: found.why } };
  if (found.kind === 'route' && found.route.type === 'local') {
    plainStep(journey, { kind: 'routing', hook: 'PREROUTING', verdict: 'local' });
    return { kind: 'local' };
  }
  if (!journey.opening.forwarding && !forwards(netns, packet.family)) {
    return lost(journey, `${packet.destination.text} is no address of this host, which does not forward`, 'timeout');
  }
  if (found.kind === 'none') return lost(journey, found.why, 'unreachable');
  const device = found.route.device ?? '';
  plainStep(journey, { kind: 'routing', hook: 'PREROUTING', verdict: 'forward', effects: [`out interface ${device}`] });
  return { kind: 'forward', device };
}

/** A destination in IPv6 that was rewritten to `::1`, to which only routes by the incoming interface lead (`rt6_need_strict`). */
function isStrict({ packet: { family, destination, inInterface } }: Journey): boolean {
  return family === 6 && isLoopback(destination) && inInterface !== 'lo';
}

/** IPv6 tells the sender that there is no route (`ip6_pkt_discard`; kernel 6.18 measured). */
function discard(journey: Journey): InputRoute {
  const { destination, inInterface, protocol } = journey.packet;
  const why = `${destination.text} is not reached by ${inInterface}`;
  plainStep(journey, { kind: 'routing', hook: 'PREROUTING', verdict: 'unroutable', effects: [why] });
  const refusal = refusalOf(journey, 'PREROUTING', 'icmp6-no-route', 'rule');
  const senderSees = protocol === 'tcp' ? 'ENETUNREACH' : 'timeout';
  return { kind: 'end', end: { kind: 'unroutable', why, senderSees, refusal } };
}

function whyMartian({ packet, netns }: Journey): string | undefined {
  const { source, destination, inInterface } = packet;
  if (packet.family === 6) return undefined;
  if (!routeLocalnet(netns, inInterface)) {
    if (isLoopback(destination))
      return `martian destination ${destination.text} by ${inInterface}: route_localnet is off`;
    if (isLoopback(source)) return `martian source ${source.text} by ${inInterface}: route_localnet is off`;
  }
  const own = isLocalAddress(netns, source) && !acceptLocal(netns, inInterface);
  return own ? `martian source ${source.text}: it is an own address` : undefined;
}

function lost(journey: Journey, why: string, senderSees: string): InputRoute {
  plainStep(journey, { kind: 'routing', hook: 'PREROUTING', verdict: 'unroutable', effects: [why] });
  return { kind: 'end', end: { kind: 'unroutable', why, senderSees } };
}
