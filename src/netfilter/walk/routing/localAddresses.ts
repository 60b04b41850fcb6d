import { cidrContains, parseCidr } from '../../../net/Cidr.js';
import { ipEquals, type IpAddress } from '../../../net/IpAddress.js';
import type { Netns } from '../netns/Netns.js';

const LOOPBACK_NETWORK = parseCidr('127.0.0.0/8');

/** Every address of every interface of the family, in order. */
export function ownAddresses(netns: Netns, family: 4 | 6): readonly IpAddress[] {
  return netns.interfaces.flatMap((device) =>
    device.addresses.filter(({ address }) => address.family === family).map(({ address }) => address),
  );
}

/** Whether the kernel's `local` table has the address: an interface's own, or in the on-link network of `lo` (127/8). */
export function isLocalAddress(netns: Netns, ip: IpAddress): boolean {
  if (LOOPBACK_NETWORK !== undefined && cidrContains(LOOPBACK_NETWORK, ip)) return true;
  return ownAddresses(netns, ip.family).some((own) => ipEquals(own, ip));
}

/** The interface that carries the address, `lo` for 127/8. */
export function interfaceOf(netns: Netns, ip: IpAddress): string | undefined {
  const device = netns.interfaces.find(({ addresses }) => addresses.some((own) => ipEquals(own.address, ip)));
  if (device !== undefined) return device.name;
  return LOOPBACK_NETWORK !== undefined && cidrContains(LOOPBACK_NETWORK, ip) ? 'lo' : undefined;
}
