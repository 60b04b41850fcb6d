import type { Packet } from '../model/Packet.js';
import type { SocketOwner } from '../model/SocketOwner.js';
import { UNKNOWN_INTERFACE } from './interfaceName.js';
import type { NftReading } from './readNft.js';

/** `meta KEY`. Without a socket or file `skuid` and `skgid` break, so that `!=` does not match either (kernel 6.18 measured). */
export function readNftMeta(key: string, packet: Packet): NftReading {
  switch (key) {
    case 'iifname':
      return interfaceName(packet.inInterface);
    case 'oifname':
      return interfaceName(packet.outInterface);
    case 'iif':
      return device(packet.inInterface);
    case 'oif':
      return device(packet.outInterface);
    case 'l4proto':
      return { kind: 'word', word: packet.protocol };
    case 'nfproto':
      return { kind: 'word', word: packet.family === 4 ? 'ipv4' : 'ipv6' };
    case 'protocol':
      return { kind: 'word', word: packet.family === 4 ? 'ip' : 'ip6' };
    case 'mark':
      return { kind: 'number', value: packet.mark };
    case 'length':
      return packet.length === undefined ? { kind: 'unknown' } : { kind: 'number', value: packet.length };
    case 'skuid':
      return owner(packet.owner, 'uid');
    case 'skgid':
      return owner(packet.owner, 'gid');
    default:
      return { kind: 'unknown' };
  }
}

function interfaceName(name: string): NftReading {
  return name === UNKNOWN_INTERFACE ? { kind: 'unknown' } : { kind: 'word', word: name };
}

/** By index in the kernel: without an interface there is none, whereas a name is then empty. */
function device(name: string): NftReading {
  return name === '' ? { kind: 'breaks', why: 'the packet has no such interface here' } : interfaceName(name);
}

function owner(owner: SocketOwner, id: 'uid' | 'gid'): NftReading {
  switch (owner.kind) {
    case 'user':
      return { kind: 'number', value: owner[id] };
    case 'ordinary':
      return owner[id] === undefined
        ? { kind: 'notAnyOf', numbers: owner.knownNot[`${id}s`] }
        : { kind: 'number', value: owner[id] };
    case 'none':
      return { kind: 'breaks', why: 'a packet without socket or file has no owner' };
  }
}
