import type { JsonValue } from '../../text/json/JsonValue.js';
import type { MatcherBranches, MatchInput } from '../model/MatcherTree.js';
import { readExtension } from './Extension.js';
import { fieldNames, NO_FIELDS } from './fieldNames.js';
import { Message } from './Message.js';
import { readCidrRanges } from './parseCidrRange.js';
import { parseOnMatch } from './parseOnMatch.js';

// Measured: a wider range is tried after a miss with and without it.
const HARMLESS = fieldNames('exclusive');

/** The `custom_match` of a matcher tree: `xds.type.matcher.v3.IPMatcher`; others are unsupported, by their type. */
export function parseMatcherCustomMatch(value: JsonValue, at: string, input: MatchInput): MatcherBranches {
  const { name, config } = readExtension(new Message(value, at));
  const typeUrl = config.typeUrl || name;
  if (!typeUrl.endsWith('.IPMatcher')) return { kind: 'unsupported', typeUrl };
  const matcher = new Message(config.value, config.at);
  const ranges = matcher.many('range_matchers', parseRangeMatcher);
  const read = ranges.filter((range) => range !== undefined);
  if (read.length < ranges.length || matcher.unread(NO_FIELDS).length > 0) return { kind: 'unsupported', typeUrl };
  return { kind: 'ip_matcher', input, ranges: read };
}

/** `IPMatcher.IPRangeMatcher`. */
function parseRangeMatcher(value: JsonValue, at: string) {
  const message = new Message(value, at);
  const cidrs = readCidrRanges(message, 'ranges');
  const onMatch = message.one('on_match', parseOnMatch) ?? parseOnMatch({}, at);
  return message.unread(HARMLESS).length === 0 ? { cidrs, onMatch } : undefined;
}
