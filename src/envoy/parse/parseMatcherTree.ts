import type { JsonValue } from '../../text/json/JsonValue.js';
import type { MatcherBranches, MatcherTree } from '../model/MatcherTree.js';
import { Message } from './Message.js';
import { parseOnMatch } from './parseOnMatch.js';
import { readMatcherCustomMatch } from './readMatcherCustomMatch.js';
import { readMatcherPredicate, readMatchInput } from './readMatcherPredicate.js';

/** `xds.type.matcher.v3.Matcher` (`envoy.config.common.matcher.v3.Matcher`). A field that is not known makes it unsupported. */
export function parseMatcherTree(value: JsonValue, at: string): MatcherTree {
  const message = new Message(value, at);
  const list = message.message('matcher_list');
  const tree = message.message('matcher_tree');
  const branches = list ? readMatcherList(list) : tree ? readTree(tree) : { kind: 'none' as const };
  const onNoMatch = message.one('on_no_match', parseOnMatch);
  const [unread] = message.unread();
  return {
    at,
    branches: unread === undefined ? branches : unsupported(unread),
    ...(onNoMatch && { onNoMatch }),
  };
}

/** `Matcher.MatcherList`. */
function readMatcherList(list: Message): MatcherBranches {
  const matchers = list.messages('matchers').map((matcher) => {
    const predicate = matcher.message('predicate');
    return {
      predicate: predicate ? readMatcherPredicate(predicate) : unsupported('predicate'),
      onMatch: matcher.one('on_match', parseOnMatch) ?? parseOnMatch({}, matcher.at),
    };
  });
  return { kind: 'matcher_list', matchers };
}

/** `Matcher.MatcherTree`. */
function readTree(tree: Message): MatcherBranches {
  const input = readMatchInput(tree);
  const kind = tree.first('exact_match_map', 'prefix_match_map', 'custom_match');
  const branches = kind && tree.message(kind);
  if (kind === undefined || branches === undefined) return unsupported('tree_type');
  if (kind === 'custom_match') return readMatcherCustomMatch(branches, input);
  return { kind, input, map: branches.map('map', parseOnMatch) };
}

function unsupported(typeUrl: string): { readonly kind: 'unsupported'; readonly typeUrl: string } {
  return { kind: 'unsupported', typeUrl };
}
