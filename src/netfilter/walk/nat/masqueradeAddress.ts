import { isLoopback, type IpAddress } from '../../../net/IpAddress.js';
import { makeCidr } from '../../../net/Cidr.js';
import type { Route } from '../netns/Route.js';
import type { Journey } from '../Journey.js';
import { chooseSource } from '../routing/chooseSource.js';
import { lookupRoute } from '../routing/lookupRoute.js';

/**
 * MASQUERADE's new source: an address of global scope of the outgoing interface, which for lo is a global address *on* lo, never
 * 127.0.0.1 (kernel 6.18 measured; `inet_select_addr`); where it has none, one of another interface. IPv6 chooses as for a new
 * socket, so towards an own address, `::1` too, it is that address (`ipv6_dev_get_saddr`). `undefined`: none anywhere.
 */
export function masqueradeAddress(journey: Journey): IpAddress | undefined {
  const { netns, packet } = journey;
  const found = lookupRoute(netns, { destination: packet.destination, mark: packet.mark, inInterface: '' });
  const gateway =
    found.kind === 'route' && found.route.device === packet.outInterface ? found.route.gateway : undefined;
  const route: Route = {
    table: 'main',
    type: 'unicast',
    destination: makeCidr(packet.destination, 0),
    device: packet.outInterface,
    ...(gateway === undefined ? {} : { gateway }),
  };
  const address = chooseSource(netns, route, packet.destination);
  return address?.family === 4 && isLoopback(address) ? undefined : address;
}
