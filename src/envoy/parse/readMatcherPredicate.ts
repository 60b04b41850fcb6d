import type { MatcherPredicate, MatchInput } from '../model/MatcherTree.js';
import { readExtension } from './Extension.js';
import { Message } from './Message.js';
import { parseStringMatcher } from './parseStringMatcher.js';

/** `Matcher.MatcherList.Predicate`. */
export function readMatcherPredicate(predicate: Message): MatcherPredicate {
  const kind = predicate.first('single_predicate', 'or_matcher', 'and_matcher', 'not_matcher');
  const part = kind && predicate.message(kind);
  if (kind === undefined || part === undefined) return { kind: 'unsupported', typeUrl: 'match_type' };
  switch (kind) {
    case 'single_predicate':
      return readSinglePredicate(part);
    case 'or_matcher':
      return { kind: 'or', predicates: part.messages('predicate').map(readMatcherPredicate) };
    case 'and_matcher':
      return { kind: 'and', predicates: part.messages('predicate').map(readMatcherPredicate) };
    case 'not_matcher':
      return { kind: 'not', predicate: readMatcherPredicate(part) };
  }
}

/** `Predicate.SinglePredicate`; a `custom_match` is unsupported, by its type. */
function readSinglePredicate(predicate: Message): MatcherPredicate {
  const input = readMatchInput(predicate);
  const matcher = predicate.one('value_match', parseStringMatcher);
  if (matcher) return { kind: 'single', input, matcher };
  const custom = predicate.message('custom_match');
  const extension = custom && readExtension(custom);
  return { kind: 'unsupported', typeUrl: extension ? extension.config.typeUrl || extension.name : 'matcher' };
}

/** The data input (`TypedExtensionConfig`) of a predicate or tree, with its one argument, if it has one. */
export function readMatchInput(holder: Message): MatchInput {
  const message = holder.message('input');
  if (message === undefined) return { at: holder.at, name: '' };
  const { name, config } = readExtension(message);
  const input = new Message(config.value, config.at);
  const argument = input.first('header_name', 'key', 'query_param');
  return {
    at: message.at,
    name: (config.typeUrl || name).split('.').at(-1) ?? '',
    ...(argument !== undefined && { argument: input.string(argument) }),
  };
}
