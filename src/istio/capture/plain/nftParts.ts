import { ipFromBytes } from '../../../net/IpAddress.js';
import type { NftCompareMatch, NftValue } from '../../../netfilter/match/nftCompare.js';
import type { MaskedValue } from '../../../netfilter/model/MaskedValue.js';
import type { NumberRange } from '../../../netfilter/model/NumberRange.js';
import type { CriterionPart } from './Criteria.js';

const ALL_BITS = 0xffffffff;

/** A comparison of nftables as the criterion of iptables that asks the same; what iptables has no words for stays nft's. */
export function nftParts(match: NftCompareMatch): readonly CriterionPart[] {
  if (match.operator !== '==' && match.operator !== '!=' && match.operator !== 'in') return [foreign(match)];
  const not = match.operator === '!=';
  const { of, protocol, field } = match.left;
  if (of === 'payload') return payloadParts(match, protocol, field, not);
  const [value] = match.right;
  if (of === 'ct' && field === 'state') return stateParts(match, not);
  if (of === 'ct' && field === 'mark') return markParts(match, 'connmark', not);
  if (of === 'meta' && field === 'mark') return markParts(match, 'mark', not);
  if (of !== 'meta' || value === undefined || match.right.length > 1 || match.mask !== undefined)
    return [foreign(match)];
  if (value.kind === 'word') {
    if (field === 'iifname') return [{ key: 'inInterface', value: { not, value: value.word.replace(/\*$/, '+') } }];
    if (field === 'oifname') return [{ key: 'outInterface', value: { not, value: value.word.replace(/\*$/, '+') } }];
    if (field === 'l4proto') return [{ key: 'protocol', value: { not, value: value.word } }];
    if (field === 'nfproto' && !not) return [{ key: 'family', value: value.word === 'ipv6' ? 6 : 4 }];
  }
  if (value.kind === 'numbers') {
    if (field === 'skuid') return [{ key: 'users', value: { not, value: value.range } }];
    if (field === 'skgid') return [{ key: 'groups', value: { not, value: value.range } }];
  }
  return [foreign(match)];
}

function payloadParts(match: NftCompareMatch, protocol: string, field: string, not: boolean): readonly CriterionPart[] {
  if (match.mask !== undefined) return [foreign(match)];
  if ((protocol === 'tcp' || protocol === 'udp') && (field === 'dport' || field === 'sport')) {
    const value = match.right.flatMap((one) => (one.kind === 'numbers' ? [one.range] : []));
    if (value.length !== match.right.length || value.length === 0) return [foreign(match)];
    return [
      { key: 'protocol', value: { not: false, value: protocol } },
      { key: field === 'dport' ? 'destinationPorts' : 'sourcePorts', value: { not, value } },
    ];
  }
  if ((protocol === 'ip' || protocol === 'ip6') && (field === 'saddr' || field === 'daddr')) {
    const family = { key: 'family', value: protocol === 'ip' ? 4 : 6 } as const;
    const set = /@(\S+)/.exec(match.text)?.[1];
    if (set !== undefined) {
      return [family, { key: 'set', value: { not, value: `${set} ${field === 'daddr' ? 'dst' : 'src'}` } }];
    }
    const [only] = match.right;
    const range = match.right.length === 1 && only !== undefined ? cidrText(only) : undefined;
    if (range === undefined) return [family, foreign(match)];
    return [family, { key: field === 'saddr' ? 'source' : 'destination', value: { not, value: range } }];
  }
  return [foreign(match)];
}

function stateParts(match: NftCompareMatch, not: boolean): readonly CriterionPart[] {
  const states = match.right.flatMap((one) => (one.kind === 'word' ? [one.word.toUpperCase()] : []));
  return states.length === match.right.length
    ? [{ key: 'states', value: { not, value: states.sort() } }]
    : [foreign(match)];
}

function markParts(match: NftCompareMatch, key: 'mark' | 'connmark', not: boolean): readonly CriterionPart[] {
  const [only] = match.right;
  const number = match.right.length === 1 && only?.kind === 'numbers' ? singleOf(only.range) : undefined;
  if (number === undefined) return [foreign(match)];
  const value: MaskedValue = { value: number, mask: match.mask ?? ALL_BITS };
  return [{ key, value: { not, value } }];
}

function singleOf({ min, max }: NumberRange): number | undefined {
  return min === max ? min : undefined;
}

/** `min` to `max` as a CIDR, if they are the ends of one. */
function cidrText(value: NftValue): string | undefined {
  if (value.kind !== 'addresses') return undefined;
  const width = value.min.bytes.length * 8;
  for (let length = width; length >= 0; length--) {
    const last = ipFromBytes(value.min.bytes.map((byte, i) => byte | hostBits(length, i)));
    const first = value.min.bytes.every((byte, i) => (byte & hostBits(length, i)) === 0);
    if (first && last.text === value.max.text) return `${value.min.text}/${length}`;
  }
  return undefined;
}

function hostBits(length: number, index: number): number {
  return 0xff >> Math.max(0, Math.min(8, length - 8 * index));
}

function foreign(match: NftCompareMatch): CriterionPart {
  return { key: 'others', value: match.text };
}
