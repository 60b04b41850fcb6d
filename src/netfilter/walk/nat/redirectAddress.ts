import { isLinkLocal, isLoopback, parseIp, type IpAddress } from '../../../net/IpAddress.js';
import type { Hook } from '../../model/Hook.js';
import type { Journey } from '../Journey.js';

/** REDIRECT's new address; `none`: the interface has no address, so the packet is dropped; `unknown`: its addresses are not known. */
export type RedirectAddress = IpAddress | 'none' | 'unknown';

/**
 * Where REDIRECT sends a packet (kernel 6.18 measured; `nf_nat_redirect.c`): in OUTPUT always to 127.0.0.1 or ::1; in PREROUTING
 * to the first IPv4 address of the incoming interface, or to its first IPv6 address, in the order of `ip -6 addr`, of the scope of
 * the destination (of several global ones the newest), whichever of its addresses was dialled.
 */
export function redirectAddress(journey: Journey, hook: Hook): RedirectAddress {
  const { family, inInterface, destination } = journey.packet;
  if (hook === 'OUTPUT') return parseIp(family === 4 ? '127.0.0.1' : '::1') ?? 'unknown';
  const device = journey.netns.interfaces.find(({ name }) => name === inInterface);
  if (device === undefined) return 'unknown';
  const addresses = device.addresses.map(({ address }) => address).filter((address) => address.family === family);
  return (family === 4 ? addresses[0] : addresses.find((address) => scope(address) === scope(destination))) ?? 'none';
}

function scope(ip: IpAddress): 'host' | 'link' | 'global' {
  if (isLoopback(ip)) return 'host';
  return isLinkLocal(ip) ? 'link' : 'global';
}
