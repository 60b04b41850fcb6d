import { endianness } from 'node:os';
import { ipFromBytes } from '../../net/IpAddress.js';
import type { SocketAddress } from '../../net/SocketAddress.js';
import { AF_INET, AF_INET6 } from './linux.js';

/** Room for a struct sockaddr of any family. */
export const SOCKADDR_SIZE = 128;

/** struct sockaddr_in (16 bytes) or sockaddr_in6 (28 bytes), see ip(7) and ipv6(7). */
export function encodeSockaddr({ ip, port }: SocketAddress): Uint8Array {
  const bytes = new Uint8Array(ip.family === 4 ? 16 : 28);
  const family = ip.family === 4 ? AF_INET : AF_INET6;
  const view = new DataView(bytes.buffer);
  view.setUint16(0, family, endianness() === 'LE');
  view.setUint16(2, port);
  // sockaddr_in6 has its flow label between port and address.
  bytes.set(ip.bytes, ip.family === 4 ? 4 : 8);
  return bytes;
}

/** The address in a struct sockaddr; `undefined` of another family than IPv4 and IPv6. */
export function decodeSockaddr(bytes: Uint8Array): SocketAddress | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const family = view.getUint16(0, endianness() === 'LE');
  const port = view.getUint16(2);
  if (family === AF_INET) return { ip: ipFromBytes([...bytes.subarray(4, 8)]), port };
  if (family === AF_INET6) return { ip: ipFromBytes([...bytes.subarray(8, 24)]), port };
  return undefined;
}
