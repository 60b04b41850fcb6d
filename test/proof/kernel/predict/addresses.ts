import { parseIp, type IpAddress } from '../../../../src/net/IpAddress.js';
import { formatSocketAddress, type SocketAddress } from '../../../../src/net/SocketAddress.js';

/** An address of a packet. */
export function ip(address: string): IpAddress {
  const parsed = parseIp(address);
  if (parsed === undefined) throw new Error(`no address: ${address}`);
  return parsed;
}

/** An end, as sockets are told. */
export function text(address: SocketAddress): string {
  return formatSocketAddress(address);
}
