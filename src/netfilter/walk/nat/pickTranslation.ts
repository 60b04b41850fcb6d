import type { Choose } from '../../../logic/Fork.js';
import { ipFromBytes, type IpAddress } from '../../../net/IpAddress.js';
import type { NatRange } from '../../target/NatRange.js';

/** More alternatives than this are not shown as a fork. */
const MOST_BRANCHES = 64;

/** A new address and port; `undecided`: one of too many. */
export type Picked =
  | { readonly kind: 'picked'; readonly ip: IpAddress; readonly port: number | undefined }
  | { readonly kind: 'undecided'; readonly why: string };

/**
 * The address and port that a nat range gives. A port inside the range is kept; any other destination becomes the range's first, any
 * other source, and all with --random, any of them (`nf_nat_l4proto_unique_tuple`);
 * of an address range a hash of the source picks, always the same for one source: a fork (kernel 6.18 measured).
 */
export function pickTranslation(
  choose: Choose,
  where: string,
  range: NatRange,
  current: { readonly ip: IpAddress; readonly port: number | undefined },
  ofSource = false,
): Picked {
  const ip = pickAddress(choose, where, range, current.ip);
  if (ip === undefined) return { kind: 'undecided', why: `${where}: one of too many addresses` };
  const port = pickPort(choose, where, range, current.port, ofSource);
  return port === 'many' ? { kind: 'undecided', why: `${where}: one of too many ports` } : { kind: 'picked', ip, port };
}

function pickAddress(choose: Choose, where: string, range: NatRange, current: IpAddress): IpAddress | undefined {
  if (range.addresses === undefined) return current;
  const { min, max } = range.addresses;
  if (min.text === max.text) return min;
  const first = toNumber(min);
  const count = toNumber(max) - first + 1n;
  if (count < 1n || count > BigInt(MOST_BRANCHES)) return undefined;
  const addresses = Array.from({ length: Number(count) }, (_, at) => fromNumber(first + BigInt(at), min.bytes.length));
  return choose({
    name: 'nat.address',
    about: `address that ${where} picks`,
    branches: addresses.map((ip) => ({ label: ip.text, probability: 1 / addresses.length, value: ip })),
  }).value;
}

function pickPort(
  choose: Choose,
  where: string,
  range: NatRange,
  current: number | undefined,
  ofSource: boolean,
): number | undefined | 'many' {
  // The port of a destination stays where none is named.
  if (range.ports === undefined) return ofSource && (range.random || range.randomFully) ? undefined : current;
  const { min, max } = range.ports;
  if (min >= max) return min;
  if (!range.random && !range.randomFully) {
    if (current !== undefined && min <= current && current <= max) return current;
    if (!ofSource) return min;
  }
  const count = max - min + 1;
  if (count > MOST_BRANCHES) return 'many';
  return choose({
    name: 'nat.port',
    about: `port that ${where} picks`,
    branches: Array.from({ length: count }, (_, at) => ({
      label: String(min + at),
      probability: 1 / count,
      value: min + at,
    })),
  }).value;
}

function toNumber(ip: IpAddress): bigint {
  return ip.bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

function fromNumber(value: bigint, length: number): IpAddress {
  return ipFromBytes(Array.from({ length }, (_, at) => Number((value >> BigInt(8 * (length - 1 - at))) & 0xffn)));
}
