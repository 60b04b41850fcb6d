import type { Opening } from './flow/Flow.js';
import type { PacketWalk } from './PacketWalk.js';
import type { OutputRoute } from './routing/routeOutput.js';
import { unroutable } from './unroutable.js';

/** The walk of a packet that has no first route, or of which it is not known whether it has; `senderSees` instead of the error. */
export function withoutRoute(
  opening: Opening,
  route: Exclude<OutputRoute, { kind: 'route' }>,
  senderSees?: 'timeout',
): PacketWalk {
  if (route.kind === 'none') return unroutable(opening, route.why, senderSees ?? route.error);
  const { why } = route;
  return { ...unroutable(opening, why, ''), steps: [], end: { kind: 'unknown', why }, unknown: [why] };
}
