import { formatSocketAddress } from '../../../net/SocketAddress.js';
import { invertTuple, makeTuple, tupleDestination, tupleSource } from '../flow/tuple.js';
import type { Journey } from '../Journey.js';

/**
 * Undoes a translation in an ICMP error: its own address, and in the packet that it quotes, which went the other way, the other end
 * (`nf_nat_icmp_reply_translation`). Returns what changed, in words.
 */
export function rewriteError(journey: Journey, what: 'source' | 'destination'): readonly string[] {
  const { tracking, packet, error } = journey;
  if (tracking.kind !== 'flow' || error?.quoted === undefined) return [];
  const { flow, direction } = tracking;
  const undoes = direction === 'REPLY';
  if (!((what === 'destination') !== undoes ? flow.dnat : flow.snat)) return [];
  const goal = invertTuple(undoes ? flow.original : flow.reply);
  const { quoted } = error;
  if (what === 'source') {
    journey.packet = { ...packet, source: goal.source };
    const tuple = makeTuple(quoted.source, quoted.sourcePort, goal.source, goal.sourcePort);
    journey.error = { ...error, quoted: { ...tuple, protocol: quoted.protocol } };
    return [
      `destination quoted ${formatSocketAddress(tupleDestination(quoted))} -> ${formatSocketAddress(tupleDestination(tuple))}`,
    ];
  }
  journey.packet = { ...packet, destination: goal.destination };
  const tuple = makeTuple(goal.destination, goal.destinationPort, quoted.destination, quoted.destinationPort);
  journey.error = { ...error, quoted: { ...tuple, protocol: quoted.protocol } };
  return [`source quoted ${formatSocketAddress(tupleSource(quoted))} -> ${formatSocketAddress(tupleSource(tuple))}`];
}
