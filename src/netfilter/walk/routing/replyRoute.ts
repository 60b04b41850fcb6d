import { isLoopback } from '../../../net/IpAddress.js';
import type { ConntrackTuple } from '../../model/ConntrackView.js';
import type { Netns } from '../netns/Netns.js';
import { routeLocalnet } from '../netns/sysctl.js';
import { routeOutput, type OutputRoute } from './routeOutput.js';

/** The first route of an answer, whose source is fixed: one from 127/8 cannot leave the host without `route_localnet`. */
export function replyRoute(netns: Netns, tuple: ConntrackTuple, mark: number): OutputRoute {
  const route = routeOutput(netns, { destination: tuple.destination, source: tuple.source, mark });
  if (route.kind === 'none' || route.device === 'lo') return route;
  if (tuple.source.family === 6 || !isLoopback(tuple.source) || routeLocalnet(netns, route.device)) return route;
  const why = `an answer from ${tuple.source.text} cannot leave by ${route.device} to ${tuple.destination.text}`;
  return { kind: 'none', error: 'EINVAL', why };
}
