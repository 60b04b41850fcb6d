import type { Outcome } from '../hooks/Outcome.js';
import { runHook } from '../hooks/runHook.js';
import type { Journey } from '../Journey.js';
import { routeOnward } from './routeOnward.js';

/** The way of a packet from the wire: PREROUTING, routing, then INPUT and a socket, or FORWARD and POSTROUTING. */
export function inputPath(journey: Journey): Outcome {
  const pre = runHook(journey, 'PREROUTING');
  return pre.kind === 'end' ? pre : routeOnward(journey);
}
