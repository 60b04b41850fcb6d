import { isLoopback } from '../../../net/IpAddress.js';
import type { ConnectedSocket } from '../../model/ConnectedSocket.js';
import type { ConntrackTuple } from '../../model/ConntrackView.js';
import type { Netns } from '../netns/Netns.js';
import { routeLocalnet } from '../netns/sysctl.js';
import { isLocalAddress } from './localAddresses.js';
import { routeOutput, type OutputRoute } from './routeOutput.js';

/**
 * The first route of an answer, whose source is fixed. An IPv4 one from 127/8 cannot leave the host without `route_localnet`, and
 * one from an address of others needs a transparent socket (kernel 6.18 measured; `ip_route_output_key_hash_rcu`).
 */
export function replyRoute(
  netns: Netns,
  tuple: ConntrackTuple,
  mark: number,
  socket: ConnectedSocket | undefined,
): OutputRoute {
  const { source, destination } = tuple;
  if (source.family === 4 && socket?.transparent === false && !isLocalAddress(netns, source)) {
    const why = `a socket that is not transparent cannot answer from ${source.text}, which is no address of this host`;
    return { kind: 'none', error: 'EINVAL', why };
  }
  const route = routeOutput(netns, { destination, source, mark });
  if (route.kind === 'none' || route.device === 'lo') return route;
  if (source.family === 6 || !isLoopback(source) || routeLocalnet(netns, route.device)) return route;
  const why = `an answer from ${source.text} cannot leave by ${route.device} to ${destination.text}`;
  return { kind: 'none', error: 'EINVAL', why };
}
