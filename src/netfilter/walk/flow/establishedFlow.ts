import type { ConntrackTuple } from '../../model/ConntrackView.js';
import type { Flow } from './Flow.js';
import { newFlow } from './newFlow.js';

/** A flow in both directions, which was not translated. */
export function establishedFlow(protocol: string, tuple: ConntrackTuple, zone = 0): Flow {
  return {
    ...newFlow(protocol, zone, tuple),
    destinationDecided: true,
    sourceDecided: true,
    confirmed: true,
    seenReply: true,
    assured: protocol === 'tcp',
  };
}
