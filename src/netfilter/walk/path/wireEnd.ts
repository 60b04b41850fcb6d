import { formatSocketAddress } from '../../../net/SocketAddress.js';
import { tupleDestination, tupleSource } from '../flow/tuple.js';
import type { Outcome } from '../hooks/Outcome.js';
import { answersOpening } from './answersOpening.js';
import { lostReply } from './lostReply.js';
import { plainStep, type Journey } from '../Journey.js';

/** The packet leaves by its interface. */
export function wireEnd(journey: Journey): Outcome {
  const { packet } = journey;
  const outInterface = packet.outInterface;
  if (journey.isReply && journey.opening.from === 'socket') {
    return lostReply(journey, 'POSTROUTING', `the answer leaves by ${outInterface}, but the sender is here`);
  }
  if (journey.isReply && !answersOpening(journey)) {
    const asked = formatSocketAddress(tupleDestination(journey.opening.tuple));
    const answered = formatSocketAddress(tupleSource(packet));
    return lostReply(journey, 'POSTROUTING', `${asked} was asked, and the answer comes from ${answered}`);
  }
  plainStep(journey, { kind: 'deliver', hook: 'POSTROUTING', verdict: 'wire', effects: [`leaves by ${outInterface}`] });
  return {
    kind: 'end',
    end: {
      kind: 'wire',
      outInterface,
      source: tupleSource(packet),
      destination: tupleDestination(packet),
      mark: packet.mark,
      ...(packet.tos === undefined ? {} : { tos: packet.tos }),
    },
  };
}
