import { ipFromBytes, parseIp, type IpAddress } from './IpAddress.js';

/** A range of addresses of one family. */
export interface Cidr {
  /** The first address of the range: host bits are zero. */
  readonly address: IpAddress;
  /** 0 to 32 for IPv4, 0 to 128 for IPv6. */
  readonly prefixLength: number;
  /** `10.0.0.0/8`: always with the prefix length. */
  readonly text: string;
}

/** Reads `ADDRESS/LENGTH`, or an address alone as a range of one. Host bits are masked away. */
export function parseCidr(text: string): Cidr | undefined {
  const slash = text.indexOf('/');
  const ip = parseIp(slash < 0 ? text : text.slice(0, slash));
  if (!ip) return undefined;
  if (slash < 0) return makeCidr(ip, width(ip));
  const length = text.slice(slash + 1);
  if (!/^(?:0|[1-9][0-9]{0,2})$/.test(length) || Number(length) > width(ip)) return undefined;
  return makeCidr(ip, Number(length));
}

/** The range of `prefixLength` bits around `ip`. A length beyond the family's width counts as the width, as Envoy truncates it. */
export function makeCidr(ip: IpAddress, prefixLength: number): Cidr {
  const length = Math.max(0, Math.min(Math.trunc(prefixLength), width(ip)));
  const address = ipFromBytes(ip.bytes.map((byte, i) => byte & byteMask(length, i)));
  return { address, prefixLength: length, text: `${address.text}/${length}` };
}

/** Whether `ip` is in the range. Families never match each other, not even a mapped IPv4 address. */
export function cidrContains(cidr: Cidr, ip: IpAddress): boolean {
  if (cidr.address.family !== ip.family) return false;
  return cidr.address.bytes.every((byte, i) => byte === ((ip.bytes[i] ?? 0) & byteMask(cidr.prefixLength, i)));
}

function width(ip: IpAddress): number {
  return ip.bytes.length * 8;
}

/** The bits of byte `index` that a prefix of `length` bits covers. */
function byteMask(length: number, index: number): number {
  const bits = Math.max(0, Math.min(8, length - 8 * index));
  return (0xff00 >> bits) & 0xff;
}
