import { invertTuple, sameTuple } from '../flow/tuple.js';
import type { Journey } from '../Journey.js';

/**
 * Whether whoever sent the first packet takes this one for its answer: one with the tuple that it expects, or an ICMP error, which it
 * knows by the packet that is quoted in it.
 */
export function answersOpening({ packet, opening }: Journey): boolean {
  const expected = invertTuple(opening.tuple);
  if (packet.protocol !== opening.protocol) return packet.destination.text === expected.destination.text;
  return sameTuple(expected, packet);
}
