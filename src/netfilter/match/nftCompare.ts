import type { Criterion } from '../../logic/Criterion.js';
import { anyOf, not, type Truth } from '../../logic/Truth.js';
import type { IpAddress } from '../../net/IpAddress.js';
import type { NumberRange } from '../model/NumberRange.js';
import type { MatchModule } from './MatchModule.js';
import { describeNftReading, readNft, type NftReading } from './readNft.js';
import { nftValueHolds } from './nftValueHolds.js';

/** What an nftables expression reads of a packet: `meta skuid`, `ip daddr`, `tcp dport`, `ct state` (nft(8)). */
export interface NftKey {
  readonly of: 'meta' | 'payload' | 'ct';
  /** Of a payload: `ip`, `ip6`, `tcp`, `udp`, `th`, …; else `''`. */
  readonly protocol: string;
  /** `skuid`, `daddr`, `dport`, `state`, … */
  readonly field: string;
}

/** One value on the right of a comparison. */
export type NftValue =
  | { readonly kind: 'numbers'; readonly range: NumberRange }
  /** A name: of an interface (with `*` at its end: a prefix), a protocol, a conntrack state. */
  | { readonly kind: 'word'; readonly word: string }
  /** Inclusive; a prefix from its first to its last address. */
  | { readonly kind: 'addresses'; readonly min: IpAddress; readonly max: IpAddress };

/** A comparison of nftables' own, of native rules only: never in rules that iptables-nft made. */
export interface NftCompareMatch {
  readonly kind: 'nftCompare';
  readonly left: NftKey;
  /** `meta mark & 0xfff`. */
  readonly mask?: number;
  /** `in`: any of the bits (`ct state established,related`). */
  readonly operator: '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in';
  /** Several for a set; none for an empty one, which nothing is in. */
  readonly right: readonly NftValue[];
  /** As nft prints it. */
  readonly text: string;
}

/** Read by `parse/nft/`, not from iptables' options. What a packet does not have breaks the rule, whatever the operator. */
export const nftCompare: MatchModule<NftCompareMatch> = {
  names: [],
  options: {},
  parse: () => undefined,
  print: (match) => [match.text],
  evaluate: (match, packet, env) => [compare(match, readNft(match, packet, env))],
};

function compare(match: NftCompareMatch, reading: NftReading): Criterion {
  const name = [match.left.protocol === '' ? match.left.of : match.left.protocol, match.left.field].join(' ');
  const expected = match.text;
  const got = describeNftReading(reading);
  if (reading.kind === 'breaks') return { name, expected, got, truth: 'no', note: reading.why };
  return { name, expected, got, truth: holds(match, reading) };
}

function holds(match: NftCompareMatch, reading: NftReading): Truth {
  const { operator, right } = match;
  switch (operator) {
    case '==':
    case 'in':
      return anyOf(right.map((value) => nftValueHolds(reading, value, operator === 'in')));
    case '!=':
      return not(anyOf(right.map((value) => nftValueHolds(reading, value, false))));
    case '<':
    case '<=':
    case '>':
    case '>=':
      return ordered(operator, reading, right[0]);
  }
}

function ordered(operator: '<' | '<=' | '>' | '>=', reading: NftReading, value: NftValue | undefined): Truth {
  if (reading.kind !== 'number' || value?.kind !== 'numbers') return 'unknown';
  const { value: number } = reading;
  const bound = value.range.min;
  const result = { '<': number < bound, '<=': number <= bound, '>': number > bound, '>=': number >= bound }[operator];
  return result ? 'yes' : 'no';
}
