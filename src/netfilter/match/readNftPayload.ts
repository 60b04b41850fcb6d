import type { MatchEnv } from '../model/MatchEnv.js';
import type { Packet, TcpFlag } from '../model/Packet.js';
import type { NftKey } from './nftCompare.js';
import type { NftReading } from './readNft.js';

const WITH_PORTS = ['tcp', 'udp', 'udplite', 'sctp', 'dccp'];
const FLAG_BITS: Readonly<Record<TcpFlag, number>> = { FIN: 1, SYN: 2, RST: 4, PSH: 8, ACK: 16, URG: 32 };

/**
 * A header field. It brings its dependency along, which nft does not print: `tcp dport != 80` matches no UDP packet, and
 * `ip daddr != 10.0.0.1` in an inet table no IPv6 packet (measured with nft 1.0.6).
 */
export function readNftPayload(left: NftKey, packet: Packet, env: MatchEnv): NftReading {
  const missing = { kind: 'breaks', why: `the packet is not ${left.protocol}` } as const;
  switch (left.protocol) {
    case 'ip':
      return packet.family === 4 ? networkField(left.field, packet) : missing;
    case 'ip6':
      return packet.family === 6 ? networkField(left.field, packet) : missing;
    case 'th':
      return WITH_PORTS.includes(packet.protocol)
        ? portField(left.field, packet, env)
        : otherHeader(left.field, packet);
    case 'icmp':
      return packet.protocol === 'icmp' ? icmpField(left.field, packet) : missing;
    case 'icmpv6':
      return packet.protocol === 'ipv6-icmp' ? icmpField(left.field, packet) : missing;
    default:
      if (!WITH_PORTS.includes(left.protocol)) return { kind: 'unknown' };
      return packet.protocol === left.protocol ? portField(left.field, packet, env) : missing;
  }
}

function networkField(field: string, packet: Packet): NftReading {
  switch (field) {
    case 'saddr':
      return { kind: 'address', ip: packet.source };
    case 'daddr':
      return { kind: 'address', ip: packet.destination };
    case 'protocol':
    case 'nexthdr':
      return { kind: 'word', word: packet.protocol };
    case 'ttl':
    case 'hoplimit':
      return numberOr(packet.ttl);
    case 'length':
      return packet.family === 4 ? numberOr(packet.length) : { kind: 'unknown' };
    default:
      return { kind: 'unknown' };
  }
}

function portField(field: string, packet: Packet, env: MatchEnv): NftReading {
  if (packet.fragment) return { kind: 'breaks', why: 'a later fragment shows no ports' };
  switch (field) {
    case 'dport':
      return numberOr(packet.destinationPort);
    case 'sport':
      if (packet.sourcePort !== undefined) return { kind: 'number', value: packet.sourcePort };
      return { kind: 'range', ...(env.ephemeralPorts ?? { min: 1024, max: 0xffff }) };
    case 'flags':
      if (packet.tcpFlags === undefined) return { kind: 'unknown' };
      return { kind: 'number', value: packet.tcpFlags.reduce((bits, flag) => bits | FLAG_BITS[flag], 0) };
    default:
      return { kind: 'unknown' };
  }
}

/** `th` asks for no protocol: of ICMP the first two bytes, its type and code, stand where ports have the source (kernel 6.18 measured). */
function otherHeader(field: string, { fragment, protocol, icmpType, icmpCode }: Packet): NftReading {
  if (fragment) return { kind: 'breaks', why: 'a later fragment shows no ports' };
  const known = field === 'sport' && (protocol === 'icmp' || protocol === 'ipv6-icmp');
  return known && icmpType !== undefined && icmpCode !== undefined
    ? numberOr(icmpType * 256 + icmpCode)
    : numberOr(undefined);
}

function icmpField(field: string, packet: Packet): NftReading {
  if (field === 'type') return numberOr(packet.icmpType);
  return field === 'code' ? numberOr(packet.icmpCode) : { kind: 'unknown' };
}

function numberOr(value: number | undefined): NftReading {
  return value === undefined ? { kind: 'unknown' } : { kind: 'number', value };
}
