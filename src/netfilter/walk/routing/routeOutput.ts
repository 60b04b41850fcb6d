import { isLoopback, isUnspecified, type IpAddress } from '../../../net/IpAddress.js';
import type { Netns } from '../netns/Netns.js';
import { routeLocalnet } from '../netns/sysctl.js';
import { chooseSource } from './chooseSource.js';
import { isLocalAddress } from './localAddresses.js';
import { lookupRoute } from './lookupRoute.js';

/** The first route of a packet of this host. */
export type OutputRoute =
  | { readonly kind: 'route'; readonly device: string; readonly source: IpAddress }
  | { readonly kind: 'none'; readonly error: string; readonly why: string }
  | { readonly kind: 'unknown'; readonly why: string };

/**
 * Interface and source address, as connect() finds them before any rule is asked. A socket bound to a loopback address sends by lo
 * only, but where `route_localnet` is on. A `local` route to an address that is not local (`local default dev lo`, for TPROXY) gives
 * IPv4 no source: ENETUNREACH; IPv6 goes over lo (kernel 6.18 measured).
 */
export function routeOutput(
  netns: Netns,
  key: { readonly destination: IpAddress; readonly source: IpAddress | undefined; readonly mark: number },
): OutputRoute {
  const { destination, mark } = key;
  const bound = key.source === undefined || isUnspecified(key.source) ? undefined : key.source;
  const found = lookupRoute(netns, {
    destination,
    mark,
    inInterface: '',
    ...(bound === undefined ? {} : { source: bound }),
  });
  if (found.kind !== 'route') return found;
  const { route } = found;
  const device = route.type === 'local' ? 'lo' : (route.device ?? '');
  if (bound !== undefined) {
    if (device === 'lo' || bound.family === 6 || !isLoopback(bound) || routeLocalnet(netns, device))
      return { kind: 'route', device, source: bound };
    const why = `a packet from ${bound.text} cannot leave by ${device}: route_localnet is off`;
    return { kind: 'none', error: 'EINVAL', why };
  }
  if (route.type === 'local' && destination.family === 4 && !isLocalAddress(netns, destination)) {
    return {
      kind: 'none',
      error: 'ENETUNREACH',
      why: `a local route leads to ${destination.text}, which is not local`,
    };
  }
  const source = chooseSource(netns, route, destination);
  if (source !== undefined) return { kind: 'route', device, source };
  const error = destination.family === 4 ? 'ENETUNREACH' : 'EADDRNOTAVAIL';
  return { kind: 'none', error, why: `no address to send from to ${destination.text}` };
}
