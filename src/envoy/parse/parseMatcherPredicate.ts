import type { JsonValue } from '../../text/json/JsonValue.js';
import type { MatcherPredicate, MatchInput } from '../model/MatcherTree.js';
import { readExtension } from './Extension.js';
import { NO_FIELDS } from './fieldNames.js';
import { Message } from './Message.js';
import { parseStringMatcher } from './parseStringMatcher.js';

/** `Matcher.MatcherList.Predicate`. */
export function parseMatcherPredicate(value: JsonValue, at: string): MatcherPredicate {
  const message = new Message(value, at);
  const kind = message.first('single_predicate', 'or_matcher', 'and_matcher', 'not_matcher');
  switch (kind) {
    case undefined:
      return unsupported(message.unread(NO_FIELDS)[0] ?? 'match_type');
    case 'single_predicate':
      return message.one(kind, parseSinglePredicate) ?? unsupported(kind);
    case 'or_matcher':
    case 'and_matcher': {
      const predicates = message.message(kind)?.many('predicate', parseMatcherPredicate) ?? [];
      return { kind: kind === 'or_matcher' ? 'or' : 'and', predicates };
    }
    case 'not_matcher': {
      const predicate = message.one(kind, parseMatcherPredicate);
      return predicate ? { kind: 'not', predicate } : unsupported(kind);
    }
  }
}

/** `Predicate.SinglePredicate`; a `custom_match` is unsupported, by its type. */
function parseSinglePredicate(value: JsonValue, at: string): MatcherPredicate {
  const message = new Message(value, at);
  const input = message.one('input', parseMatchInput);
  const matcher = message.one('value_match', parseStringMatcher);
  if (input && matcher) return { kind: 'single', input, matcher };
  const custom = message.message('custom_match');
  const extension = custom && readExtension(custom);
  return unsupported(extension ? extension.config.typeUrl || extension.name : 'matcher');
}

/** The data input (`TypedExtensionConfig`) of a predicate or tree, with its one argument, if it has one. */
export function parseMatchInput(value: JsonValue, at: string): MatchInput {
  const { name, config } = readExtension(new Message(value, at));
  const message = new Message(config.value, config.at);
  const argument = message.text('header_name') ?? message.text('key') ?? message.text('query_param');
  return {
    at,
    name: (config.typeUrl || name).split('.').at(-1) ?? '',
    ...(argument !== undefined && { argument }),
  };
}

function unsupported(typeUrl: string): MatcherPredicate {
  return { kind: 'unsupported', typeUrl };
}
