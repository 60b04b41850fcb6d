import { isLoopback } from '../../../net/IpAddress.js';
import { ACCEPT, undecided, type Outcome } from '../hooks/Outcome.js';
import { plainStep, type Journey } from '../Journey.js';
import { routeLocalnet } from '../netns/sysctl.js';
import { tellsSend } from '../target/refuse.js';
import { lookupRoute } from './lookupRoute.js';

/**
 * A new route for a packet of this host after its destination or mark changed (`ip_route_me_harder`). A source of 127/8 cannot
 * leave without `route_localnet`. TCP sends again what is lost here, so its sender sees a timeout; others, also raw sockets, get the error.
 */
export function rerouteOutput(journey: Journey): Outcome {
  const { packet, netns } = journey;
  const found = lookupRoute(netns, {
    destination: packet.destination,
    source: packet.source,
    mark: packet.mark,
    inInterface: '',
  });
  if (found.kind === 'none') return lost(journey, found.why, found.error);
  if (found.kind === 'unknown') return undecided(found.why);
  const device = found.route.type === 'local' ? 'lo' : (found.route.device ?? '');
  if (packet.family === 4 && isLoopback(packet.source) && device !== 'lo' && !routeLocalnet(netns, device)) {
    return lost(
      journey,
      `a packet from ${packet.source.text} cannot leave by ${device}: route_localnet is off`,
      'EINVAL',
    );
  }
  const effects = device === journey.outDevice ? [] : [`out interface ${journey.outDevice} -> ${device}`];
  journey.outDevice = device;
  plainStep(journey, { kind: 'routing', hook: 'OUTPUT', verdict: device, effects });
  return ACCEPT;
}

function lost(journey: Journey, why: string, error: string): Outcome {
  plainStep(journey, { kind: 'routing', hook: 'OUTPUT', verdict: 'unroutable', effects: [why] });
  const { packet, opening, isReply } = journey;
  const isTold = tellsSend(packet.protocol) || (opening.byHand === true && !isReply);
  const senderSees = isTold ? error : 'timeout';
  return { kind: 'end', end: { kind: 'unroutable', why, senderSees } };
}
