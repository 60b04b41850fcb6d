import type { Journey, PacketNow } from '../Journey.js';
import { NOT_KNOWN } from '../sockets/unknownOwner.js';

/**
 * Nat in INPUT has changed the source: the socket that was found for the old one before routing is the wrong one and taken away, so
 * that the packet has no owner any more; a transparent one stays (`nf_nat_ipv4_local_in`, and so in IPv6: kernel 6.18 measured).
 */
export function takeSocketAway(journey: Journey, before: PacketNow): void {
  const { early, packet } = journey;
  if (early === undefined || early.transparent === true || !isMoved(journey, before)) return;
  if (early.transparent === undefined) {
    journey.packet = { ...packet, owner: NOT_KNOWN };
    return;
  }
  journey.early = undefined;
  journey.packet = { ...packet, owner: { kind: 'none', socket: false } };
}

/** Of an answer only the address counts (`nf_nat_inet_port_was_mangled`). */
function isMoved({ packet, tracking }: Journey, before: PacketNow): boolean {
  if (before.source.text !== packet.source.text) return true;
  return tracking.kind === 'flow' && tracking.direction === 'ORIGINAL' && before.sourcePort !== packet.sourcePort;
}
