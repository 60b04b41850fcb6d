import type { Choose } from '../../logic/Fork.js';
import type { HeaderFields } from '../model/Packet.js';
import type { SocketOwner } from '../model/SocketOwner.js';
import type { Netns } from './netns/Netns.js';
import { inputPath } from './path/inputPath.js';
import { outputPath } from './path/outputPath.js';
import type { PacketWalk } from './PacketWalk.js';
import { withRefusal } from './refusal/withRefusal.js';
import { routeOutput } from './routing/routeOutput.js';
import { withoutRoute } from './withoutRoute.js';
import { walkPacket, type Start } from './walkPacket.js';

/**
 * A later packet of the sender, after `reply` (the walk of an answer): ESTABLISHED, nat is not asked again.
 * `owner`: when it is not the one who opened the conversation, e.g. nobody once the socket is closed.
 */
export function nextPacketWalk(
  netns: Netns,
  reply: PacketWalk,
  choose: Choose,
  owner?: SocketOwner,
  header?: HeaderFields,
): PacketWalk {
  const { opening, flows, accepted } = reply.conversation;
  const { tuple, mark } = opening;
  const start: Start = {
    opening,
    packet: {
      family: tuple.destination.family,
      protocol: opening.protocol,
      ...tuple,
      ...header,
      mark,
      inInterface: opening.inInterface,
      outInterface: '',
      owner: owner ?? opening.owner,
      ...(opening.protocol === 'tcp' ? { tcpFlags: ['ACK'] as const } : {}),
    },
    local: opening.from === 'socket',
    isReply: false,
    invalid: false,
    known: flows,
    connected: opening.protocol === 'tcp' ? (accepted ?? 'none') : undefined,
    accepted,
  };
  if (opening.from === 'wire') return withRefusal(netns, walkPacket(netns, start, inputPath, choose), choose);
  const route = routeOutput(netns, { destination: tuple.destination, source: tuple.source, mark });
  if (route.kind !== 'route') return withoutRoute(opening, route);
  const sent = { ...start, packet: { ...start.packet, outInterface: route.device } };
  return withRefusal(netns, walkPacket(netns, sent, outputPath, choose), choose);
}
