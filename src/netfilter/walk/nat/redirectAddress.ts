import { isLinkLocal, isLoopback, parseIp, type IpAddress } from '../../../net/IpAddress.js';
import type { Hook } from '../../model/Hook.js';
import type { Journey } from '../Journey.js';

/** REDIRECT's new address; `none`: the interface has no address, so the packet is dropped; `unknown`: its addresses are not known. */
export type RedirectAddress = IpAddress | 'none' | 'unknown';

/**
 * Where REDIRECT sends a packet (kernel 6.18 measured; `nf_nat_redirect.c`): in OUTPUT always to 127.0.0.1 or ::1; in PREROUTING
 * to the first IPv4 address of the incoming interface, or to its first IPv6 address in the order of `ip -6 addr` (of several global
 * ones the newest), whichever of its addresses was dialled; where the destination is not of global scope, to the first one of that scope.
 */
export function redirectAddress(journey: Journey, hook: Hook): RedirectAddress {
  const { family, inInterface, destination } = journey.packet;
  if (hook === 'OUTPUT') return parseIp(family === 4 ? '127.0.0.1' : '::1') ?? 'unknown';
  const device = journey.netns.interfaces.find(({ name }) => name === inInterface);
  if (device === undefined) return 'unknown';
  const addresses = device.addresses.map(({ address }) => address).filter((address) => address.family === family);
  const wanted = scope(destination);
  const usable =
    family === 4 || wanted === 'global' ? addresses : addresses.filter((address) => scope(address) === wanted);
  return usable[0] ?? 'none';
}

/** As `ipv6_addr_scope` tells them apart: to `::a.b.c.d` (IPv4-compatible, `::6` too) no ordinary address is alike. */
function scope(ip: IpAddress): 'host' | 'link' | 'site' | 'compatible' | 'global' {
  if (isLoopback(ip)) return 'host';
  if (isLinkLocal(ip)) return 'link';
  if (ip.bytes[0] === 0xfe && ((ip.bytes[1] ?? 0) & 0xc0) === 0xc0) return 'site';
  return ip.family === 6 && ip.bytes.slice(0, 12).every((byte) => byte === 0) ? 'compatible' : 'global';
}
