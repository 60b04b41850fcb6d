import type { Choose } from '../../logic/Fork.js';
import type { Netns } from './netns/Netns.js';
import type { PacketWalk } from './PacketWalk.js';
import { receivePacket, type Incoming } from './receivePacket.js';

/** As `receiveFromWire` on a host that forwards (a node): what is not for itself goes through FORWARD and POSTROUTING. */
export function forwardThrough(netns: Netns, incoming: Incoming, choose: Choose): PacketWalk {
  return receivePacket(netns, incoming, true, choose);
}
