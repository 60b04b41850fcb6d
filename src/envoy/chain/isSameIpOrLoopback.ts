import { ipEquals, type IpAddress } from '../../net/IpAddress.js';
import type { InspectedConnection } from '../model/Connection.js';

/**
 * Whether the peer is this very host: it has the local address, or is exactly 127.0.0.1 or ::1; 127.0.0.9 is another host
 * (network/utility.cc `isSameIpOrLoopback`, measured).
 */
export function isSameIpOrLoopback({ source, local }: Pick<InspectedConnection, 'source' | 'local'>): boolean {
  return ipEquals(source.ip, local.ip) || isTheLoopbackAddress(source.ip);
}

function isTheLoopbackAddress(ip: IpAddress): boolean {
  return ip.text === '127.0.0.1' || ip.text === '::1';
}
