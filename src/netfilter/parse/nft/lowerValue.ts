import { cidrContains, parseCidr } from '../../../net/Cidr.js';
import { ipFromBytes, parseIp, type IpAddress } from '../../../net/IpAddress.js';
import { isJsonArray, isJsonObject, type JsonValue } from '../../../text/json/JsonValue.js';
import type { NftKey, NftValue } from '../../match/nftCompare.js';
import { protocolName } from '../../words/protocols.js';
import { onlyMember } from './nftWords.js';

const FLAGS: Readonly<Record<string, number>> = { fin: 1, syn: 2, rst: 4, psh: 8, ack: 16, urg: 32, ecn: 64, cwr: 128 };
const ICMP: Readonly<Record<string, number>> = {
  'echo-reply': 0,
  'destination-unreachable': 3,
  redirect: 5,
  'echo-request': 8,
  'time-exceeded': 11,
  'parameter-problem': 12,
};
const ICMP6: Readonly<Record<string, number>> = {
  'destination-unreachable': 1,
  'packet-too-big': 2,
  'time-exceeded': 3,
  'parameter-problem': 4,
  'echo-request': 128,
  'echo-reply': 129,
  'mld-listener-query': 130,
  'nd-router-solicit': 133,
  'nd-router-advert': 134,
  'nd-neighbor-solicit': 135,
  'nd-neighbor-advert': 136,
  'nd-redirect': 137,
  'mld2-listener-report': 143,
};

/** One value of the right side; `undefined`: a shape that is not read. */
export function lowerValue(left: NftKey, value: JsonValue): NftValue | undefined {
  if (typeof value === 'number') return numbers(value, value);
  if (typeof value === 'string') return lowerText(left, value);
  const member = onlyMember(value);
  if (member === undefined) return undefined;
  const [key, body] = member;
  switch (key) {
    case 'elem':
      return isJsonObject(body) && body.val !== undefined ? lowerValue(left, body.val) : undefined;
    case 'prefix':
      return isJsonObject(body) && typeof body.addr === 'string' && typeof body.len === 'number'
        ? prefix(`${body.addr}/${body.len}`)
        : undefined;
    case 'range':
      return isJsonArray(body) ? range(left, body) : undefined;
    case '|': {
      const bits = flagBits(value);
      return bits === undefined ? undefined : numbers(bits, bits);
    }
    default:
      return undefined;
  }
}

function lowerText(left: NftKey, text: string): NftValue | undefined {
  const ip = parseIp(text);
  if (ip !== undefined) return { kind: 'addresses', min: ip, max: ip };
  if (left.field === 'daddr' || left.field === 'saddr') return text.includes('/') ? prefix(text) : undefined;
  const named = namedNumber(left, text);
  if (named !== undefined) return numbers(named, named);
  const protocol = left.field === 'l4proto' || left.field === 'protocol' || left.field === 'nexthdr';
  return { kind: 'word', word: protocol && left.of !== 'ct' ? (protocolName(text) ?? text) : text };
}

/** Flags and ICMP types go by name. */
function namedNumber(left: NftKey, text: string): number | undefined {
  if (left.field === 'flags') return FLAGS[text];
  if (left.field !== 'type') return undefined;
  return left.protocol === 'icmp' ? ICMP[text] : ICMP6[text];
}

/** The bits of flags, alone or joined by `|`, or a number; `undefined` for anything else. */
export function flagBits(value: JsonValue): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return FLAGS[value];
  const parts = isJsonArray(value) ? value : onlyMember(value)?.[0] === '|' ? onlyMember(value)?.[1] : undefined;
  if (!isJsonArray(parts)) return undefined;
  let bits = 0;
  for (const part of parts) {
    const one = flagBits(part);
    if (one === undefined) return undefined;
    bits |= one;
  }
  return bits;
}

function range(left: NftKey, [min, max]: readonly JsonValue[]): NftValue | undefined {
  const from = min === undefined ? undefined : lowerValue(left, min);
  const to = max === undefined ? undefined : lowerValue(left, max);
  if (from?.kind === 'numbers' && to?.kind === 'numbers') return numbers(from.range.min, to.range.max);
  if (from?.kind === 'addresses' && to?.kind === 'addresses') return { kind: 'addresses', min: from.min, max: to.max };
  return undefined;
}

function numbers(min: number, max: number): NftValue {
  return { kind: 'numbers', range: { min, max } };
}

function prefix(text: string): NftValue | undefined {
  const cidr = parseCidr(text);
  if (cidr === undefined) return undefined;
  const { address, prefixLength } = cidr;
  const max: IpAddress = ipFromBytes(
    address.bytes.map((byte, at) => byte | (0xff >> Math.max(0, Math.min(8, prefixLength - 8 * at)))),
  );
  return cidrContains(cidr, max) ? { kind: 'addresses', min: address, max } : undefined;
}
