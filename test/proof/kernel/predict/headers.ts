import type { HeaderFields } from '../../../../src/netfilter/model/Packet.js';
import type { WalkEnd } from '../../../../src/netfilter/walk/PacketWalk.js';
import type { SentPacket } from '../contract.js';

/** Both ends of a link of the bed have one address, so that nobody has to ask. */
const MAC = { eth0: '02:00:00:00:00:01', eth1: '02:00:00:00:00:02' } as const;

/** Without timestamps, which the bed turns off: SYN and SYN+ACK have 12 bytes of options, others none; datagrams carry 16 bytes. */
const LENGTH = {
  tcp: { first: 32, answer: 32, next: 20 },
  udp: { first: 24, answer: 24, next: 24 },
  icmp: { first: 16, answer: 16, next: 16 },
} as const;
/** On a connection that is open a byte and its acknowledgement; out of the blue a SYN+ACK without options. */
const LENGTH_OF_TCP = {
  new: LENGTH.tcp,
  established: { first: 21, answer: 20, next: 20 },
  invalid: { first: 20, answer: 20, next: 20 },
} as const;

/** The source address of frames that come in by a link. */
function macOf(device: string): string {
  return device === 'eth1' ? MAC.eth1 : MAC.eth0;
}

/** What comes from the wire has a frame. */
export function sourceMacOf(end: WalkEnd): { readonly sourceMac?: string } {
  return end.kind === 'wire' ? { sourceMac: macOf(end.outInterface) } : {};
}

/** What the headers of an exchange's packets say. */
export interface Headers {
  readonly first: HeaderFields;
  readonly answer: HeaderFields;
  readonly next: HeaderFields;
  /** A reset, or an ICMP error that quotes the first packet. */
  readonly refusal: HeaderFields;
}

/** Nobody but rules sets a TOS byte or a time to live. */
export function headersOf({ protocol, destination, direction, inInterface, state }: SentPacket): Headers {
  const ip = destination.includes(':') ? 40 : 20;
  const { first, answer, next } = protocol === 'tcp' ? LENGTH_OF_TCP[state] : LENGTH[protocol];
  const mac = direction === 'in' ? { sourceMac: macOf(inInterface) } : {};
  const header = (length: number): HeaderFields => ({ length: ip + length, ttl: 64, tos: 0 });
  const error = { length: ip + 8 + ip + first, ttl: 64, tos: ip === 20 ? 0xc0 : 0 };
  return {
    first: { ...header(first), ...mac },
    answer: header(answer),
    next: { ...header(next), ...mac },
    refusal: protocol === 'tcp' ? header(20) : error,
  };
}
