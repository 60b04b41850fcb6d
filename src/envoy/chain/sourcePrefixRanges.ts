import type { ChainLevel } from './ChainLevel.js';
import { hasPrefix, longestPrefix, rangesText } from './longestPrefix.js';

/** Level 8, `source_prefix_ranges`: the longest range that holds the remote address, PROXY protocol's where there is one. */
export const sourcePrefixRanges: ChainLevel = {
  field: 'source_prefix_ranges',
  choose: (matches, connection) => longestPrefix(matches, (match) => match.sourcePrefixRanges, connection.source.ip),
  has: (match, key) => hasPrefix(match.sourcePrefixRanges, key),
  expected: (match) => rangesText(match.sourcePrefixRanges),
  got: ({ source }) => source.ip.text,
};
