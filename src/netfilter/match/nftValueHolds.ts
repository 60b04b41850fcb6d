import { truthOf, type Truth } from '../../logic/Truth.js';
import type { IpAddress } from '../../net/IpAddress.js';
import { inRange } from '../model/NumberRange.js';
import type { NftValue } from './nftCompare.js';
import type { NftReading } from './readNft.js';

/** Whether what was read of a packet is `value`, or for `bits` of nftables' `in` has any of its bits. */
export function nftValueHolds(reading: NftReading, value: NftValue, anyBit: boolean): Truth {
  switch (reading.kind) {
    case 'breaks':
      return 'no';
    case 'unknown':
      return 'unknown';
    case 'number':
      return numberHolds(reading.value, value, anyBit);
    case 'range':
      return rangeHolds(reading.min, reading.max, value);
    case 'notAnyOf':
      return value.kind === 'numbers' && isListed(value.range, reading.numbers) ? 'no' : 'unknown';
    case 'word':
      return value.kind === 'word' ? truthOf(wordHolds(value.word, reading.word)) : 'unknown';
    case 'bits':
      return bitsHold(reading.words, value);
    case 'address':
      return addressHolds(reading.ip, value);
  }
}

function numberHolds(number: number, value: NftValue, anyBit: boolean): Truth {
  if (value.kind !== 'numbers') return 'unknown';
  return truthOf(anyBit ? (number & value.range.min) !== 0 : inRange(value.range, number));
}

function rangeHolds(min: number, max: number, value: NftValue): Truth {
  if (value.kind !== 'numbers') return 'unknown';
  if (value.range.max < min || max < value.range.min) return 'no';
  return value.range.min <= min && max <= value.range.max ? 'yes' : 'unknown';
}

function isListed(range: { readonly min: number; readonly max: number }, numbers: readonly number[]): boolean {
  return new Set(numbers.filter((number) => inRange(range, number))).size === range.max - range.min + 1;
}

/** `eth*` is a prefix. */
function wordHolds(pattern: string, word: string): boolean {
  return pattern.endsWith('*') ? word.startsWith(pattern.slice(0, -1)) : pattern === word;
}

function bitsHold(words: readonly string[] | undefined, value: NftValue): Truth {
  if (words === undefined || value.kind !== 'word') return 'unknown';
  return truthOf(words.includes(value.word));
}

function addressHolds(ip: IpAddress, value: NftValue): Truth {
  if (value.kind !== 'addresses') return 'unknown';
  return truthOf(value.min.family === ip.family && compareIps(value.min, ip) <= 0 && compareIps(ip, value.max) <= 0);
}

/** Below 0 when `a` comes before `b`; both of one family. */
function compareIps(a: IpAddress, b: IpAddress): number {
  const at = a.bytes.findIndex((byte, index) => byte !== b.bytes[index]);
  return at === -1 ? 0 : (a.bytes[at] ?? 0) - (b.bytes[at] ?? 0);
}
