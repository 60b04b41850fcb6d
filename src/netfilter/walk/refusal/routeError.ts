import { makeCidr } from '../../../net/Cidr.js';
import { ipEquals, isLoopback, type IpAddress } from '../../../net/IpAddress.js';
import type { ErrorPacket } from '../Journey.js';
import type { Netns } from '../netns/Netns.js';
import type { Refusal } from '../PacketWalk.js';
import { chooseSource } from '../routing/chooseSource.js';
import { isLocalAddress } from '../routing/localAddresses.js';
import { replyRoute } from '../routing/replyRoute.js';
import { lookupRoute } from '../routing/lookupRoute.js';
import { routeOutput, type OutputRoute } from '../routing/routeOutput.js';

/** The kernel's own sockets are not transparent. */
const OWN = { transparent: false };

/**
 * Source and first route of the kernel's answer. A reset comes from the address that was asked; so does an ICMP error where that is
 * an address of this host, else from whichever the way back suggests (`icmp_route_lookup`, `icmp6_send`).
 */
export function routeError(netns: Netns, refused: Refusal, kind: ErrorPacket['kind']): OutputRoute {
  const { of, by, hook, outDevice, listener } = refused;
  const answer = { source: of.destination, destination: of.source };
  if (kind === 'reset') {
    const bound = by === 'socket' ? deviceOfLoopback(netns, refused) : undefined;
    if (bound !== undefined) return routeBy(netns, bound, answer);
    return by === 'socket'
      ? replyRoute(netns, answer, 0, { transparent: listener?.transparent ?? false })
      : routeOutput(netns, { ...answer, mark: 0 });
  }
  const foreignLoopback = isLoopback(of.destination) && of.inInterface !== '' && of.inInterface !== 'lo';
  const here =
    of.family === 6
      ? isLocalAddress(netns, of.destination) && !foreignLoopback
      : hook === 'INPUT' || outDevice === 'lo';
  if (here) return replyRoute(netns, answer, 0, OWN);
  const route = routeOutput(netns, { destination: of.source, source: undefined, mark: 0 });
  if (of.family === 4 || of.inInterface === '' || route.kind !== 'route') return route;
  return { ...route, source: suggested(netns, of) ?? route.source };
}

/** IPv6 answers from an address of the interface by which the refused packet came, be it lo (`icmp6_send`; kernel 6.18 measured). */
function suggested(netns: Netns, { source, inInterface }: Refusal['of']): IpAddress | undefined {
  const route = { table: 'main', type: 'unicast', destination: makeCidr(source, 0), device: inInterface } as const;
  return chooseSource(netns, route, source);
}

function routeBy(
  netns: Netns,
  device: string,
  { source, destination }: { readonly source: IpAddress; readonly destination: IpAddress },
): OutputRoute {
  const found = lookupRoute(netns, { destination, source, mark: 0, inInterface: '', device });
  if (found.kind === 'unknown') return found;
  if (found.kind === 'route') return { kind: 'route', device, source };
  return { kind: 'none', error: 'ENETUNREACH', why: `no route to ${destination.text} by ${device}` };
}

/**
 * IPv6 binds a reset for `::1` to the interface of the packet, which over lo is the one that has the address that was asked,
 * whatever PREROUTING makes of it (`tcp_v6_send_response`, `rt6_need_strict`; kernel 6.18 measured): by any other than lo the reset
 * is lost.
 */
function deviceOfLoopback(netns: Netns, { of, asked = of.destination }: Refusal): string | undefined {
  if (of.family !== 6 || !isLoopback(of.source)) return undefined;
  if (of.inInterface !== 'lo') return of.inInterface;
  const holder = netns.interfaces.find(({ addresses }) => addresses.some(({ address }) => ipEquals(address, asked)));
  return holder?.name === 'lo' ? undefined : holder?.name;
}
