import { parseIp, type IpAddress } from '../../../net/IpAddress.js';
import type { ListeningSocket } from '../../model/ListeningSocket.js';
import type { TproxyTarget } from '../../target/TPROXY.js';
import { tupleDestination } from '../flow/tuple.js';
import type { AssignedSocket, Journey } from '../Journey.js';
import { connectedSocket } from '../sockets/connectedSocket.js';
import { findListener } from '../sockets/findListener.js';

/**
 * The socket that TPROXY finds (`nf_tproxy_laddr4`, `nf_tproxy_get_sock_v4`): the connected one that has the packet's addresses, as
 * the sender's has those of an answer (kernel 6.18 measured); else one that listens on `--on-ip`, else on the primary address of
 * the incoming interface, else on the packet's own destination; on `--on-port`, else on the packet's own port. `undefined`: none,
 * or one without IP_TRANSPARENT.
 */
export function findTproxySocket(journey: Journey, target: TproxyTarget): AssignedSocket | undefined {
  const connected = connectedTo(journey);
  const socket = connected ?? listenerFor(journey, target);
  if (socket === undefined || socket.transparent === false) return undefined;
  return {
    listener: socket,
    destination: journey.packet.destination,
    assumed: journey.netns.sockets === undefined || socket.transparent === undefined,
    connected: connected !== undefined,
  };
}

function connectedTo(journey: Journey): ListeningSocket | undefined {
  const { packet } = journey;
  const socket = connectedSocket(journey, packet);
  if (typeof socket !== 'object') return undefined;
  const { transparent, owner } = socket;
  const found = {
    protocol: packet.protocol,
    address: tupleDestination(packet),
    ...(owner === undefined ? {} : { owner }),
  };
  return transparent === undefined ? found : { ...found, transparent };
}

function listenerFor(journey: Journey, target: TproxyTarget): ListeningSocket | undefined {
  const { packet, netns } = journey;
  const { protocol } = packet;
  const port = target.onPort === 0 ? (packet.destinationPort ?? 0) : target.onPort;
  const address = target.onIp ?? primaryAddress(journey) ?? packet.destination;
  if (netns.sockets !== undefined)
    return findListener(netns.sockets, protocol, { ip: address, port }, packet.inInterface);
  const ip = parseIp(packet.family === 4 ? '0.0.0.0' : '::') ?? address;
  return { protocol, address: { ip, port }, transparent: true };
}

function primaryAddress(journey: Journey): IpAddress | undefined {
  const device = journey.netns.interfaces.find(({ name }) => name === journey.packet.inInterface);
  return device?.addresses.find(({ address }) => address.family === journey.packet.family)?.address;
}
