import { invertTuple, sameTuple } from '../flow/tuple.js';
import { hasPorts } from '../hasPorts.js';
import type { Journey } from '../Journey.js';

/**
 * Whether whoever sent the first packet takes this one for its answer: one with the tuple that it expects, or an ICMP error, which it
 * knows by the packet that is quoted in it.
 */
export function answersOpening(journey: Journey): boolean {
  const { packet, opening, error } = journey;
  const expected = invertTuple(opening.tuple);
  if (keepsIdentifier(journey)) return false;
  if (error?.quoted !== undefined) return sameTuple(opening.tuple, error.quoted);
  // A ping socket looks at its own address and the identifier (`ping_lookup`).
  if (!hasPorts(packet.protocol)) return packet.destination.text === expected.destination.text;
  return sameTuple(expected, packet);
}

/** An echo's identifier was translated, and what comes back has not got its own again: its flow is of another zone. */
function keepsIdentifier({ known, tracking }: Journey): boolean {
  const undone = tracking.kind === 'flow' && tracking.direction === 'REPLY' && tracking.flow.newIdentifier === true;
  return !undone && known.some(({ newIdentifier }) => newIdentifier === true);
}
