import type { Hook } from '../../model/Hook.js';
import type { Outcome } from '../hooks/Outcome.js';
import { plainStep, type Journey } from '../Journey.js';

/** An answer that does not reach who waits for it: nobody is told, so the sender sees a timeout. */
export function lostReply(journey: Journey, hook: Hook, why: string): Outcome {
  plainStep(journey, { kind: 'deliver', hook, verdict: 'lost', effects: [why] });
  return { kind: 'end', end: { kind: 'unroutable', why, senderSees: 'timeout' } };
}
