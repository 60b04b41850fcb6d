import type { HeaderFields } from '../../model/Packet.js';
import type { ErrorPacket, PacketNow } from '../Journey.js';
import type { Refusal } from '../PacketWalk.js';
import { errorOwner, ICMP_OF } from './errorPacket.js';

/** The reset or ICMP error that answers a refused packet, before it is routed. */
export function packetOfRefusal(refused: Refusal, kind: ErrorPacket['kind']): PacketNow {
  const { of, type } = refused;
  const common = {
    family: of.family,
    source: of.destination,
    destination: of.source,
    mark: 0,
    inInterface: '',
    outInterface: '',
    owner: errorOwner(refused, kind),
    ...headerOf(refused, kind),
  };
  if (kind === 'icmp' && type !== 'tcp-reset') {
    return { ...common, protocol: of.family === 4 ? 'icmp' : 'ipv6-icmp', ...ICMP_OF[type] };
  }
  return {
    ...common,
    protocol: 'tcp',
    ...(of.destinationPort === undefined ? {} : { sourcePort: of.destinationPort }),
    ...(of.sourcePort === undefined ? {} : { destinationPort: of.sourcePort }),
    tcpFlags: of.tcpFlags?.includes('ACK') === true ? ['RST'] : ['RST', 'ACK'],
  };
}

/** A reset has no options; an ICMP error quotes the packet, and has its TOS with the precedence of internetwork control. */
function headerOf({ of, by }: Refusal, kind: ErrorPacket['kind']): HeaderFields {
  const v4 = of.family === 4;
  if (kind === 'reset') return { length: v4 ? 40 : 60, ttl: 64, ...(by === 'socket' ? tosOf(of) : { tos: 0 }) };
  return {
    ttl: 64,
    ...(of.length === undefined ? {} : { length: of.length + (v4 ? 28 : 48) }),
    ...(v4 ? (of.tos === undefined ? {} : { tos: (of.tos & 0x1e) | 0xc0 }) : { tos: 0 }),
  };
}

function tosOf({ tos }: Refusal['of']): HeaderFields {
  return tos === undefined ? {} : { tos };
}
