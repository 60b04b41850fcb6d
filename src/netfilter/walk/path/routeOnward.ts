import { confirmFlow } from '../flow/confirmFlow.js';
import type { Outcome } from '../hooks/Outcome.js';
import { runHook } from '../hooks/runHook.js';
import { hasPorts } from '../hasPorts.js';
import type { Journey } from '../Journey.js';
import { connectedSocket } from '../sockets/connectedSocket.js';
import { NOT_KNOWN } from '../sockets/unknownOwner.js';
import { routeInput } from '../routing/routeInput.js';
import { deliver } from './deliver.js';
import { wireEnd } from './wireEnd.js';

/** What follows PREROUTING: routing, then INPUT, where packets are whole (`ip_local_deliver`), and a socket, or FORWARD and POSTROUTING. */
export function routeOnward(journey: Journey): Outcome {
  findEarly(journey);
  const route = routeInput(journey);
  if (route.kind === 'end') return route;
  if (route.kind === 'local') {
    const { fragment: _, ...whole } = journey.packet;
    journey.packet = whole;
    const input = runHook(journey, 'INPUT');
    if (input.kind === 'end') return input;
    confirmFlow(journey);
    return deliver(journey);
  }
  journey.packet = { ...journey.packet, outInterface: route.device };
  const forward = runHook(journey, 'FORWARD');
  if (forward.kind === 'end') return forward;
  const post = runHook(journey, 'POSTROUTING');
  if (post.kind === 'end') return post;
  confirmFlow(journey);
  return wireEnd(journey);
}

/**
 * Before routing the kernel looks for the connected socket of what comes by the wire (`tcp_v4_early_demux`, `udp_v4_early_demux`); from then
 * on the packet has that socket's owner, as one that TPROXY gave to a socket has its, which is not known, as it is not known whether
 * there is one for a packet of a connection that was there before.
 */
function findEarly(journey: Journey): void {
  const { packet, assigned } = journey;
  if (packet.inInterface === 'lo' || !hasPorts(packet.protocol) || assigned !== undefined) return;
  const socket = connectedSocket(journey, packet);
  if (socket === 'none') return;
  journey.early = socket;
  journey.packet = { ...packet, owner: socket?.owner ?? NOT_KNOWN };
}
