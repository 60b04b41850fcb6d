import type { IpAddress } from '../../net/IpAddress.js';
import type { MatchEnv } from '../model/MatchEnv.js';
import type { Packet } from '../model/Packet.js';
import { NOT_KNOWN } from './criterion.js';
import type { NftKey } from './nftCompare.js';
import { readNftConntrack } from './readNftConntrack.js';
import { readNftMeta } from './readNftMeta.js';
import { readNftPayload } from './readNftPayload.js';

/** What an nftables expression found. */
export type NftReading =
  /** The packet does not have it: the rule breaks off and does not match, whatever the operator. */
  | { readonly kind: 'breaks'; readonly why: string }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'number'; readonly value: number }
  /** A number that is not known but lies here. */
  | { readonly kind: 'range'; readonly min: number; readonly max: number }
  /** A number of which only this is known: it is none of these. */
  | { readonly kind: 'notAnyOf'; readonly numbers: readonly number[] }
  | { readonly kind: 'word'; readonly word: string }
  /** The words of the bits that are set; `undefined`: not known. */
  | { readonly kind: 'bits'; readonly words: readonly string[] | undefined }
  | { readonly kind: 'address'; readonly ip: IpAddress };

/** What the facts do not say. */
const UNKNOWN: NftReading = { kind: 'unknown' };

/** Reads the left side of a comparison (nft(8), expressions). */
export function readNft(
  { left, mask }: { readonly left: NftKey; readonly mask?: number },
  packet: Packet,
  env: MatchEnv,
): NftReading {
  const reading = {
    meta: () => readNftMeta(left.field, packet),
    payload: () => readNftPayload(left, packet, env),
    ct: () => readNftConntrack(left.field, packet.conntrack),
  }[left.of]();
  if (mask === undefined || reading.kind === 'breaks') return reading;
  return reading.kind === 'number' ? { kind: 'number', value: (reading.value & mask) >>> 0 } : UNKNOWN;
}

/** A reading in words, for a criterion. */
export function describeNftReading(reading: NftReading): string {
  switch (reading.kind) {
    case 'breaks':
      return 'none';
    case 'unknown':
    case 'notAnyOf':
      return NOT_KNOWN;
    case 'number':
      return String(reading.value);
    case 'range':
      return `${reading.min}-${reading.max}`;
    case 'word':
      return reading.word === '' ? 'none' : reading.word;
    case 'bits':
      return reading.words?.join(',') ?? NOT_KNOWN;
    case 'address':
      return reading.ip.text;
  }
}
