import type { Choose } from '../../logic/Fork.js';
import type { Netns } from './netns/Netns.js';
import type { PacketWalk } from './PacketWalk.js';
import { receivePacket, type Incoming } from './receivePacket.js';

/** What becomes of a packet from the wire: PREROUTING, routing, INPUT and a socket; forwarded only where `ip_forward` says so. */
export function receiveFromWire(netns: Netns, incoming: Incoming, choose: Choose): PacketWalk {
  return receivePacket(netns, incoming, false, choose);
}
