import { cidrContains, parseCidr } from '../../../net/Cidr.js';
import { ipEquals, type IpAddress } from '../../../net/IpAddress.js';
import type { Netns } from '../netns/Netns.js';

const LOOPBACK_NETWORK = parseCidr('127.0.0.0/8');

/** Whether the kernel's `local` table has the address: an interface's own, or in the on-link network of `lo` (127/8). */
export function isLocalAddress(netns: Netns, ip: IpAddress): boolean {
  if (LOOPBACK_NETWORK !== undefined && cidrContains(LOOPBACK_NETWORK, ip)) return true;
  return netns.interfaces.some(({ addresses }) => addresses.some(({ address }) => ipEquals(address, ip)));
}
