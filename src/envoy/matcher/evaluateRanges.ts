import type { Criterion } from '../../logic/Criterion.js';
import { cidrContains } from '../../net/Cidr.js';
import { parseIp } from '../../net/IpAddress.js';
import type { MatcherBranches, OnMatch } from '../model/MatcherTree.js';
import { inputName, inputText, type ReadInput } from './InputValue.js';
import { after, type TreeResult } from './TreeResult.js';

type RangeBranches = Extract<MatcherBranches, { readonly kind: 'ip_matcher' }>;

/**
 * `xds.type.matcher.v3.IPMatcher` (extensions/common/matcher/ip_range_matcher.h): the longest range that holds the address, then wider
 * ones where it led nowhere (also with `exclusive`, measured); of equal ranges the first. A value that is no address misses.
 */
export function evaluateRanges(
  { input, ranges }: RangeBranches,
  read: ReadInput,
  onMatch: (next: OnMatch) => TreeResult,
): TreeResult {
  const value = read(input);
  const name = inputName(input);
  const got = inputText(value);
  if (value.kind === 'unknown') {
    const failed: Criterion = { name, expected: 'a range', got, truth: 'unknown', note: value.unknown };
    return { kind: 'unknown', unknown: value.unknown, because: [failed] };
  }
  const ip = value.kind === 'value' ? parseIp(value.value) : undefined;
  const fitting = ranges
    .flatMap(({ cidrs, onMatch: next }) => cidrs.map((cidr) => ({ cidr, next })))
    .filter(({ cidr }) => ip !== undefined && cidrContains(cidr, ip))
    .toSorted((a, b) => b.cidr.prefixLength - a.cidr.prefixLength);
  const because: Criterion[] = [];
  for (const { cidr, next } of fitting) {
    because.push({ name, expected: cidr.text, got, truth: 'yes' });
    const result = after(because, onMatch(next));
    if (result.kind !== 'missed') return result;
  }
  if (because.length > 0) return { kind: 'missed', because };
  const expected = `one of ${ranges.flatMap(({ cidrs }) => cidrs.map(({ text }) => text)).join(', ')}`;
  return { kind: 'missed', because: [{ name, expected, got, truth: 'no' }] };
}
