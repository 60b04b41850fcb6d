import { ipFromBytes, parseIp } from '../../net/IpAddress.js';
import type { AddressMask } from '../model/AddressMask.js';
import { parseNumber } from './parseNumber.js';

/** `10.0.0.0/8`, `10.0.0.1/255.0.0.255`, `fd00::/64`, a bare address; host names are not read. Host bits are masked away. */
export function parseAddressMask(text: string, family: 4 | 6): AddressMask | undefined {
  const [host = '', suffix, ...rest] = text.split('/');
  const ip = parseIp(host);
  if (ip?.family !== family || rest.length > 0) return undefined;
  const mask = suffix === undefined ? prefixMask(ip.bytes.length * 8, ip.bytes.length) : parseMask(suffix, family);
  return mask && { address: ipFromBytes(ip.bytes.map((byte, i) => byte & (mask[i] ?? 0))), mask };
}

/** As iptables-save prints it: prefix length where the mask is contiguous, else the mask as an address. */
export function printAddressMask({ address, mask }: AddressMask): string {
  const bits = mask.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const length = bits.includes('01') ? undefined : bits.lastIndexOf('1') + 1;
  return `${address.text}/${length ?? ipFromBytes(mask).text}`;
}

function parseMask(text: string, family: 4 | 6): readonly number[] | undefined {
  const size = family === 4 ? 4 : 16;
  const length = parseNumber(text, size * 8);
  if (length !== undefined) return prefixMask(length, size);
  const mask = parseIp(text);
  return mask?.family === family ? mask.bytes : undefined;
}

function prefixMask(length: number, size: number): readonly number[] {
  return Array.from({ length: size }, (_, i) => (0xff << (8 - Math.max(0, Math.min(8, length - 8 * i)))) & 0xff);
}
