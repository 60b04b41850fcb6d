import type { ChainLevel } from './ChainLevel.js';
import { hasPrefix, longestPrefix, rangesText } from './longestPrefix.js';

/** Level 2, `prefix_ranges`: the longest range that holds the restored local address. */
export const prefixRanges: ChainLevel = {
  field: 'prefix_ranges',
  choose: (matches, connection) => longestPrefix(matches, (match) => match.prefixRanges, connection.local.ip),
  has: (match, key) => hasPrefix(match.prefixRanges, key),
  expected: (match) => rangesText(match.prefixRanges),
  got: ({ local }) => local.ip.text,
};
