import type { MatcherBranches, MatchInput } from '../model/MatcherTree.js';
import { readExtension } from './Extension.js';
import { fieldNames } from './fieldNames.js';
import { Message } from './Message.js';
import { readCidrRanges } from './parseCidrRange.js';
import { parseOnMatch } from './parseOnMatch.js';

// Measured: a wider range is tried after a miss with and without it.
const HARMLESS = fieldNames('exclusive');

/** The `custom_match` of a matcher tree: `xds.type.matcher.v3.IPMatcher`; others are unsupported, by their type. */
export function readMatcherCustomMatch(custom: Message, input: MatchInput): MatcherBranches {
  const { name, config } = readExtension(custom);
  const typeUrl = config.typeUrl || name;
  if (!typeUrl.endsWith('.IPMatcher')) return { kind: 'unsupported', typeUrl };
  const matcher = new Message(config.value, config.at);
  const ranges = matcher.messages('range_matchers').map((range) => ({
    cidrs: readCidrRanges(range.ignore(HARMLESS), 'ranges'),
    onMatch: range.one('on_match', parseOnMatch) ?? parseOnMatch({}, range.at),
  }));
  return matcher.unread().length === 0 ? { kind: 'ip_matcher', input, ranges } : { kind: 'unsupported', typeUrl };
}
