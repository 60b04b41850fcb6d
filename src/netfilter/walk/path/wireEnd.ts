import { tupleDestination, tupleSource } from '../flow/tuple.js';
import type { Outcome } from '../hooks/Outcome.js';
import { lostReply } from './lostReply.js';
import { plainStep, type Journey } from '../Journey.js';

/** The packet leaves by its interface. */
export function wireEnd(journey: Journey): Outcome {
  const { packet } = journey;
  const outInterface = packet.outInterface;
  if (journey.isReply && journey.opening.from === 'socket') {
    return lostReply(journey, 'POSTROUTING', `the answer leaves by ${outInterface}, but the sender is here`);
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
    },
  };
}
