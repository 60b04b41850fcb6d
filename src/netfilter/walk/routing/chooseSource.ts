import { cidrContains, makeCidr } from '../../../net/Cidr.js';
import { ipEquals, isLinkLocal, isLoopback, type IpAddress } from '../../../net/IpAddress.js';
import type { Interface } from '../../model/Interface.js';
import type { Netns } from '../netns/Netns.js';
import type { Route } from '../netns/Route.js';
import { isLocalAddress } from './localAddresses.js';

/**
 * The source address that the kernel gives a socket that is not bound: the route's `src`, else an address of its device
 * (IPv4: the first on the gateway's or destination's network, else the first; IPv6: RFC 6724, the destination itself where it is
 * an own address, else the longest common prefix, ties to the first in `ip addr` order), else one of another interface.
 * `undefined`: there is none of that family.
 */
export function chooseSource(netns: Netns, route: Route, destination: IpAddress): IpAddress | undefined {
  if (route.source !== undefined) return route.source;
  if (destination.family === 6 && isLocalAddress(netns, destination)) return destination;
  const device = netns.interfaces.find(({ name }) => name === route.device);
  const others = netns.interfaces.filter(({ name }) => name !== route.device);
  const pick = destination.family === 4 ? firstOnLink : longestCommonPrefix;
  const towards = route.gateway ?? destination;
  const onDevice = device && pick([device], destination.family === 4 ? towards : destination);
  return onDevice ?? pick(others, destination);
}

function firstOnLink(interfaces: readonly Interface[], towards: IpAddress): IpAddress | undefined {
  const addresses = interfaces
    .flatMap((device) => device.addresses)
    .filter(({ address, scope }) => address.family === 4 && !isLoopback(address) && scope !== 'host');
  const onLink = addresses.find(({ address, prefixLength }) => cidrContains(makeCidr(address, prefixLength), towards));
  return (onLink ?? addresses[0])?.address;
}

function longestCommonPrefix(interfaces: readonly Interface[], destination: IpAddress): IpAddress | undefined {
  const addresses = interfaces.flatMap((device) => device.addresses.map(({ address }) => address));
  const candidates = addresses.filter(
    (address) => address.family === 6 && !isLoopback(address) && isLinkLocal(address) === isLinkLocal(destination),
  );
  return candidates.reduce<IpAddress | undefined>(
    (best, address) =>
      best === undefined || commonBits(address, destination) > commonBits(best, destination) ? address : best,
    undefined,
  );
}

function commonBits(a: IpAddress, b: IpAddress): number {
  if (ipEquals(a, b)) return 128;
  const at = a.bytes.findIndex((byte, index) => byte !== b.bytes[index]);
  return at * 8 + Math.clz32((a.bytes[at] ?? 0) ^ (b.bytes[at] ?? 0)) - 24;
}
