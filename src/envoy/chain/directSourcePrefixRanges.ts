import type { ChainLevel } from './ChainLevel.js';
import { hasPrefix, longestPrefix, rangesText } from './longestPrefix.js';

/** Level 6, `direct_source_prefix_ranges`: the longest range that holds the socket's own peer, before PROXY protocol. */
export const directSourcePrefixRanges: ChainLevel = {
  field: 'direct_source_prefix_ranges',
  choose: (matches, connection) =>
    longestPrefix(
      matches,
      (match) => match.directSourcePrefixRanges,
      (connection.directSource ?? connection.source).ip,
    ),
  has: (match, key) => hasPrefix(match.directSourcePrefixRanges, key),
  expected: (match) => rangesText(match.directSourcePrefixRanges),
  got: ({ directSource, source }) => (directSource ?? source).ip.text,
};
