import type { ConnectedSocket } from '../../model/ConnectedSocket.js';
import type { ConntrackTuple } from '../../model/ConntrackView.js';
import type { Netns } from '../netns/Netns.js';
import { isLocalAddress } from './localAddresses.js';
import { routeOutput, type OutputRoute } from './routeOutput.js';

/**
 * The first route of an answer, whose source is fixed: to send from an IPv4 address of others the socket must be transparent
 * (kernel 6.18 measured; `ip_route_output_key_hash_rcu`), and for datagrams from one of IPv6, too (`ip6_datagram_send_ctl`).
 */
export function replyRoute(
  netns: Netns,
  tuple: ConntrackTuple,
  mark: number,
  socket: ConnectedSocket | undefined,
  protocol = 'tcp',
): OutputRoute {
  const { source, destination } = tuple;
  const checked = source.family === 4 || protocol === 'udp';
  if (checked && socket?.transparent === false && !isLocalAddress(netns, source)) {
    const why = `a socket that is not transparent cannot answer from ${source.text}, which is no address of this host`;
    return { kind: 'none', error: 'EINVAL', why };
  }
  return routeOutput(netns, { destination, source, mark });
}
