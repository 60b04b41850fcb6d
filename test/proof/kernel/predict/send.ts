import type { Choose } from '../../../../src/logic/Fork.js';
import type { Netns } from '../../../../src/netfilter/walk/netns/Netns.js';
import type { PacketWalk } from '../../../../src/netfilter/walk/PacketWalk.js';
import { receiveFromWire } from '../../../../src/netfilter/walk/receiveFromWire.js';
import { sendFromSocket } from '../../../../src/netfilter/walk/sendFromSocket.js';
import type { SentPacket } from '../contract.js';
import { ip } from './addresses.js';
import { headersOf } from './headers.js';

const FLAGS = { new: ['SYN'], established: ['PSH', 'ACK'], invalid: ['SYN', 'ACK'] } as const;

/** The way of the packet that is sent. */
export function send(netns: Netns, packet: SentPacket, choose: Choose): PacketWalk {
  const { direction, protocol, sourcePort, mark, transparent, uid, gid, groups, state } = packet;
  const destination = { ip: ip(packet.destination), port: packet.destinationPort };
  const icmp = protocol === 'icmp' ? { icmpType: destination.ip.family === 4 ? 8 : 128, icmpCode: 0 } : {};
  const flags = protocol === 'tcp' ? { tcpFlags: FLAGS[state] } : {};
  const name = protocol === 'icmp' && destination.ip.family === 6 ? 'ipv6-icmp' : protocol;
  if (direction === 'in') {
    const source = { ip: ip(packet.source ?? ''), port: sourcePort };
    return receiveFromWire(
      netns,
      {
        inInterface: packet.inInterface,
        protocol: name,
        source,
        destination,
        ctState: state,
        ...flags,
        ...icmp,
        header: headersOf(packet).first,
      },
      choose,
    );
  }
  return sendFromSocket(
    netns,
    {
      protocol: name,
      destination,
      ...(packet.source === undefined ? {} : { source: ip(packet.source) }),
      sourcePort,
      owner: { kind: 'user', uid, gid, groups },
      mark,
      transparent,
      ctState: state,
      ...flags,
      ...icmp,
      header: headersOf(packet).first,
    },
    choose,
  );
}
