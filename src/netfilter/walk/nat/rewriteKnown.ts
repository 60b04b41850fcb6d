import { formatSocketAddress } from '../../../net/SocketAddress.js';
import { invertTuple, tupleDestination, tupleSource } from '../flow/tuple.js';
import type { Journey } from '../Journey.js';

/**
 * Rewrites a packet of a flow whose translation is decided (`nf_nat_packet`): the original direction gets what the first packet
 * got, a reply gets it undone. Returns what changed, in words.
 */
export function rewriteKnown(journey: Journey, what: 'source' | 'destination'): readonly string[] {
  const { tracking, packet } = journey;
  if (tracking.kind !== 'flow') return [];
  const { flow, direction } = tracking;
  const undoes = direction === 'REPLY';
  const translated = (what === 'destination') !== undoes ? flow.dnat : flow.snat;
  if (!translated) return [];
  const goal = invertTuple(undoes ? flow.original : flow.reply);
  const read = what === 'source' ? tupleSource : tupleDestination;
  const before = read(packet);
  const after = read(goal);
  if (before.ip.text === after.ip.text && before.port === after.port) return [];
  journey.packet = rewritten(packet, what, goal);
  return [`${what} ${formatSocketAddress(before)} -> ${formatSocketAddress(after)}`];
}

function rewritten(
  packet: Journey['packet'],
  what: 'source' | 'destination',
  goal: ReturnType<typeof invertTuple>,
): Journey['packet'] {
  if (what === 'source') {
    const { sourcePort: _, ...rest } = packet;
    return { ...rest, source: goal.source, ...(goal.sourcePort === undefined ? {} : { sourcePort: goal.sourcePort }) };
  }
  const { destinationPort: _, ...rest } = packet;
  return {
    ...rest,
    destination: goal.destination,
    ...(goal.destinationPort === undefined ? {} : { destinationPort: goal.destinationPort }),
  };
}
