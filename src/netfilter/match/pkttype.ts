import { isMulticast } from '../../net/IpAddress.js';
import type { Negatable } from '../model/Negatable.js';
import type { MatchEnv } from '../model/MatchEnv.js';
import type { Packet } from '../model/Packet.js';
import { addressTypeTruth } from './addressTypes.js';
import { criterion, NOT_KNOWN, optionWords } from './criterion.js';
import type { MatchModule } from './MatchModule.js';

type PacketType = 'unicast' | 'broadcast' | 'multicast';

/** `-m pkttype --pkt-type`: the link layer's idea of a packet. */
export interface PkttypeMatch {
  readonly kind: 'pkttype';
  readonly type: Negatable<PacketType>;
}

/**
 * The type of the frame (iptables-extensions(8)). What a socket sends is unicast in OUTPUT and POSTROUTING even to a multicast
 * address, and so is what comes in by `lo`; a frame from elsewhere is taken to suit its destination address.
 */
export const pkttype: MatchModule<PkttypeMatch> = {
  names: ['pkttype'],
  options: { '--pkt-type': 1 },
  parse(options) {
    const type = options.read('--pkt-type', parseType);
    return type && { kind: 'pkttype', type };
  },
  print: (match) => ['-m', 'pkttype', ...optionWords('--pkt-type', match.type, match.type.value)],
  evaluate({ type }, packet, env) {
    const got = frameType(packet, env);
    return [
      criterion('--pkt-type', type, type.value, got ?? NOT_KNOWN, got === undefined ? 'unknown' : got === type.value),
    ];
  },
};

function parseType(text: string): PacketType | undefined {
  const name = text.toLowerCase();
  if (name === 'host') return 'unicast';
  return name === 'unicast' || name === 'broadcast' || name === 'multicast' ? name : undefined;
}

function frameType({ inInterface, destination }: Packet, { interfaces }: MatchEnv): PacketType | undefined {
  if (inInterface === '' || inInterface === 'lo') return 'unicast';
  if (isMulticast(destination)) return 'multicast';
  if (destination.family === 6) return 'unicast';
  const broadcast = addressTypeTruth(['BROADCAST'], destination, interfaces, undefined);
  return broadcast === 'unknown' ? undefined : broadcast === 'yes' ? 'broadcast' : 'unicast';
}
