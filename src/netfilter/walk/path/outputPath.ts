import type { Outcome } from '../hooks/Outcome.js';
import { runHook } from '../hooks/runHook.js';
import type { Journey } from '../Journey.js';
import { confirmFlow } from '../flow/confirmFlow.js';
import { deliver } from './deliver.js';
import { routeOnward } from './routeOnward.js';
import { wireEnd } from './wireEnd.js';

/**
 * The way of a packet of this host: OUTPUT with the interface of the first route, POSTROUTING with that of the last; by `lo` it
 * comes back with its mark and its flow through PREROUTING and INPUT, where nat is not asked again and routing is not done again,
 * but for a packet whose translation is undone only there (kernel 6.18 measured).
 */
export function outputPath(journey: Journey): Outcome {
  journey.outDevice = journey.packet.outInterface;
  const out = runHook(journey, 'OUTPUT');
  if (out.kind === 'end') return out;
  journey.packet = { ...journey.packet, outInterface: journey.outDevice };
  const post = runHook(journey, 'POSTROUTING');
  if (post.kind === 'end') return post;
  confirmFlow(journey);
  if (journey.outDevice !== 'lo') return wireEnd(journey);
  journey.packet = {
    ...journey.packet,
    inInterface: 'lo',
    outInterface: '',
    owner: { kind: 'none', socket: false },
    sourceMac: '',
  };
  const { destination } = journey.packet;
  journey.asked = destination;
  const pre = runHook(journey, 'PREROUTING');
  if (pre.kind === 'end') return pre;
  if (journey.packet.destination.text !== destination.text) return routeOnward(journey);
  const input = runHook(journey, 'INPUT');
  if (input.kind === 'end') return input;
  // A flow may begin only here, where OUTPUT was told not to track.
  confirmFlow(journey);
  return deliver(journey);
}
