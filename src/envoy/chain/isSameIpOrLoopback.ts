import { ipEquals, type IpAddress } from '../../net/IpAddress.js';
import type { InspectedConnection } from '../model/Connection.js';

const NO_ADDRESS = '255.255.255.255';

/**
 * Whether the peer is this very host: it has the local address, or is exactly 127.0.0.1 or ::1; 127.0.0.9 is another host
 * (network/utility.cc `isSameIpOrLoopback`, measured). A connection to an internal listener has no addresses, 255.255.255.255
 * stands for them: its peer is another host too (measured).
 */
export function isSameIpOrLoopback({ source, local }: Pick<InspectedConnection, 'source' | 'local'>): boolean {
  return (ipEquals(source.ip, local.ip) && source.ip.text !== NO_ADDRESS) || isTheLoopbackAddress(source.ip);
}

function isTheLoopbackAddress(ip: IpAddress): boolean {
  return ip.text === '127.0.0.1' || ip.text === '::1';
}
