import type { JsonValue } from '../../text/json/JsonValue.js';
import type { MatcherBranches, MatcherTree } from '../model/MatcherTree.js';
import { NO_FIELDS } from './fieldNames.js';
import { Message } from './Message.js';
import { parseMatcherCustomMatch } from './parseMatcherCustomMatch.js';
import { parseMatcherPredicate, parseMatchInput } from './parseMatcherPredicate.js';
import { parseOnMatch } from './parseOnMatch.js';

/** `xds.type.matcher.v3.Matcher` (`envoy.config.common.matcher.v3.Matcher`). */
export function parseMatcherTree(value: JsonValue, at: string): MatcherTree {
  const message = new Message(value, at);
  const branches = message.one('matcher_list', parseMatcherList) ??
    message.one('matcher_tree', parseTree) ?? { kind: 'none' };
  const onNoMatch = message.one('on_no_match', parseOnMatch);
  const [unread] = message.unread(NO_FIELDS);
  return {
    at,
    branches: unread === undefined ? branches : unsupported(unread),
    ...(onNoMatch && { onNoMatch }),
  };
}

/** `Matcher.MatcherList`. */
function parseMatcherList(value: JsonValue, at: string): MatcherBranches {
  const message = new Message(value, at);
  const matchers = message.many('matchers', (item, itemAt) => {
    const matcher = new Message(item, itemAt);
    return {
      predicate: matcher.one('predicate', parseMatcherPredicate) ?? unsupported('predicate'),
      onMatch: matcher.one('on_match', parseOnMatch) ?? parseOnMatch({}, itemAt),
    };
  });
  return { kind: 'matcher_list', matchers };
}

/** `Matcher.MatcherTree`. */
function parseTree(value: JsonValue, at: string): MatcherBranches {
  const message = new Message(value, at);
  const input = message.one('input', parseMatchInput) ?? parseMatchInput({}, at);
  const kind = message.first('exact_match_map', 'prefix_match_map', 'custom_match');
  switch (kind) {
    case undefined:
      return unsupported('tree_type');
    case 'exact_match_map':
    case 'prefix_match_map':
      return { kind, input, map: message.message(kind)?.map('map', parseOnMatch) ?? new Map() };
    case 'custom_match':
      return (
        message.one(kind, (custom, customAt) => parseMatcherCustomMatch(custom, customAt, input)) ?? unsupported(kind)
      );
  }
}

function unsupported(typeUrl: string): { readonly kind: 'unsupported'; readonly typeUrl: string } {
  return { kind: 'unsupported', typeUrl };
}
