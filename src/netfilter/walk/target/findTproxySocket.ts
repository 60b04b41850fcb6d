import { parseIp, type IpAddress } from '../../../net/IpAddress.js';
import type { TproxyTarget } from '../../target/TPROXY.js';
import type { AssignedSocket, Journey } from '../Journey.js';
import { findListener } from '../sockets/findListener.js';

/**
 * The socket that TPROXY finds (`nf_tproxy_laddr4`, `nf_tproxy_get_sock_v4`): on `--on-ip`, else on the primary address of the
 * incoming interface, else on the packet's own destination; on `--on-port`, else on the packet's own port. `undefined`: none, or
 * one without IP_TRANSPARENT.
 */
export function findTproxySocket(journey: Journey, target: TproxyTarget): AssignedSocket | undefined {
  const { packet, netns } = journey;
  const port = target.onPort === 0 ? (packet.destinationPort ?? 0) : target.onPort;
  const address = target.onIp ?? primaryAddress(journey) ?? packet.destination;
  if (netns.sockets === undefined) {
    const ip = parseIp(packet.family === 4 ? '0.0.0.0' : '::') ?? address;
    const listener = { protocol: packet.protocol, address: { ip, port }, transparent: true };
    return { listener, destination: packet.destination, assumed: true };
  }
  const listener = findListener(netns.sockets, packet.protocol, { ip: address, port }, packet.inInterface);
  if (listener === undefined || listener.transparent === false) return undefined;
  return { listener, destination: packet.destination, assumed: listener.transparent === undefined };
}

function primaryAddress(journey: Journey): IpAddress | undefined {
  const device = journey.netns.interfaces.find(({ name }) => name === journey.packet.inInterface);
  return device?.addresses.find(({ address }) => address.family === journey.packet.family)?.address;
}
