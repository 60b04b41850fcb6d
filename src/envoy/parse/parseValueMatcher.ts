import type { JsonValue } from '../../text/json/JsonValue.js';
import type { ValueMatcher } from '../model/MetadataMatcher.js';
import { Message } from './Message.js';
import { parseStringMatcher } from './parseStringMatcher.js';

/** `type.matcher.v3.ValueMatcher`. */
export function parseValueMatcher(value: JsonValue, at: string): ValueMatcher {
  const message = new Message(value, at);
  const matcher = readPattern(message);
  const [unread] = message.unread();
  return unread === undefined ? matcher : { kind: 'unsupported', field: unread };
}

function readPattern(message: Message): ValueMatcher {
  const pattern = message.first(
    'null_match',
    'double_match',
    'string_match',
    'bool_match',
    'present_match',
    'list_match',
    'or_match',
  );
  switch (pattern) {
    case undefined:
      return { kind: 'unsupported', field: 'match_pattern' };
    case 'null_match':
      message.struct(pattern);
      return { kind: 'null_match' };
    case 'double_match':
      return message.one(pattern, parseDoubleMatcher) ?? { kind: 'unsupported', field: pattern };
    case 'string_match':
      return {
        kind: 'string_match',
        matcher: message.one(pattern, parseStringMatcher) ?? { kind: 'unsupported', field: pattern },
      };
    case 'bool_match':
    case 'present_match':
      return { kind: pattern, value: message.flag(pattern) };
    case 'list_match': {
      const oneOf = message.message(pattern)?.one('one_of', parseValueMatcher);
      return oneOf ? { kind: 'list_match', oneOf } : { kind: 'unsupported', field: pattern };
    }
    case 'or_match': {
      const matchers = message.message(pattern)?.many('value_matchers', parseValueMatcher) ?? [];
      return matchers.length > 0 ? { kind: 'or_match', matchers } : { kind: 'unsupported', field: pattern };
    }
  }
}

/** `type.matcher.v3.DoubleMatcher`: a range [start, end) or an exact number. */
function parseDoubleMatcher(value: JsonValue, at: string): ValueMatcher {
  const message = new Message(value, at);
  const exact = message.number('exact');
  const range = message.message('range');
  const matcher: ValueMatcher = range
    ? { kind: 'double_match', start: range.number('start') ?? 0, end: range.number('end') ?? 0 }
    : { kind: 'double_match', exact: exact ?? 0 };
  const known = range !== undefined || exact !== undefined;
  return known && message.unread().length === 0 ? matcher : { kind: 'unsupported', field: 'double_match' };
}
