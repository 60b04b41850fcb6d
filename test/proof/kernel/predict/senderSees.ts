import type { PacketWalk, WalkEnd } from '../../../../src/netfilter/walk/PacketWalk.js';
import type { SentPacket } from '../contract.js';

/** `told`: an error reached the sender. */
export function seenAs(end: WalkEnd, packet: SentPacket, told = false): string {
  switch (end.kind) {
    case 'dropped':
      return packet.direction === 'in' ? 'timeout' : end.senderSees;
    case 'unroutable':
      return packet.direction === 'in' && !told ? 'timeout' : end.senderSees;
    case 'rejected':
      return end.errno ?? 'timeout';
    case 'local':
    case 'wire':
    case 'unknown':
      return end.kind;
  }
}

/** Who sends by one link does not hear what leaves by the other. */
export function toldByLink(refusal: PacketWalk | undefined, { direction, inInterface }: SentPacket): boolean {
  return direction === 'out' || (refusal?.end.kind === 'wire' && refusal.end.outInterface === inInterface);
}

/** A connection that opened is closed by a reset; ICMP errors it bears. */
export function isReset({ end, refusal }: PacketWalk, packet: SentPacket): boolean {
  if (end.kind !== 'rejected' || end.refusal.type !== 'tcp-reset' || refusal === undefined) return false;
  return packet.direction === 'in' ? toldByLink(refusal, packet) : refusal.end.kind === 'local';
}

/** What send() says of a packet that a raw socket sends. */
export function seenBySend(end: WalkEnd): string {
  if (end.kind === 'unroutable') return end.senderSees;
  if (end.kind !== 'dropped' && end.kind !== 'rejected') return 'timeout';
  return end.step.hook === 'OUTPUT' || end.step.hook === 'POSTROUTING' ? 'EPERM' : 'timeout';
}
