import { parseCidr, type Cidr } from '../../src/net/Cidr.js';
import { parseIp, type IpAddress } from '../../src/net/IpAddress.js';

/** The address that `text` writes. */
export function ip(text: string): IpAddress {
  const address = parseIp(text);
  if (!address) throw new Error(`no address: ${text}`);
  return address;
}

/** The range that `text` writes. */
export function cidr(text: string): Cidr {
  const range = parseCidr(text);
  if (!range) throw new Error(`no range: ${text}`);
  return range;
}
