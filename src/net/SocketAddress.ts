import { parseIp, type IpAddress } from './IpAddress.js';
import { parsePort } from './parsePort.js';

/** An IP address and a port: one end of a TCP or UDP conversation. */
export interface SocketAddress {
  readonly ip: IpAddress;
  /** 0 to 65535. */
  readonly port: number;
}

/** Reads `1.2.3.4:80` or `[::1]:80`. IPv6 without brackets, a name, or a missing port give `undefined`. */
export function parseSocketAddress(text: string): SocketAddress | undefined {
  const match = /^(?:\[([^[\]]+)\]|([^:[\]]+)):([0-9]+)$/.exec(text);
  if (!match) return undefined;
  const [, bracketed, plain, digits = ''] = match;
  const ip = parseIp(bracketed ?? plain ?? '');
  const port = parsePort(digits);
  if (!ip || port === undefined || (ip.family === 6) !== (bracketed !== undefined)) return undefined;
  return { ip, port };
}

/** `1.2.3.4:80`, `[::1]:80`. */
export function formatSocketAddress(address: SocketAddress): string {
  const { ip, port } = address;
  return ip.family === 6 ? `[${ip.text}]:${port}` : `${ip.text}:${port}`;
}
