import type { JsonValue } from '../../text/json/JsonValue.js';
import type { FilterStateMatcher, MetadataMatcher } from '../model/MetadataMatcher.js';
import { Message } from './Message.js';
import { parseStringMatcher } from './parseStringMatcher.js';
import { parseValueMatcher } from './parseValueMatcher.js';

/** `type.matcher.v3.MetadataMatcher`. */
export function parseMetadataMatcher(value: JsonValue, at: string): MetadataMatcher {
  const message = new Message(value, at);
  const matcher: MetadataMatcher = {
    at,
    filter: message.string('filter'),
    path: readPath(message),
    value: message.one('value', parseValueMatcher) ?? { kind: 'unsupported', field: 'value' },
    invert: message.flag('invert'),
  };
  const [unread] = message.unread();
  return unread === undefined ? matcher : { ...matcher, value: { kind: 'unsupported', field: unread } };
}

/** The keys of a `path` of `PathSegment`s, also of a `MetadataKey`. */
export function readPath(message: Message): readonly string[] {
  return message.messages('path').map((segment) => segment.string('key'));
}

/** `type.matcher.v3.FilterStateMatcher`. */
export function parseFilterStateMatcher(value: JsonValue, at: string): FilterStateMatcher {
  const message = new Message(value, at);
  const key = message.string('key');
  const matcher = message.one('string_match', parseStringMatcher);
  const [unread] = message.unread();
  if (unread !== undefined) return { at, key, matcher: { kind: 'unsupported', field: unread } };
  return {
    at,
    key,
    matcher: matcher ? { kind: 'string_match', matcher } : { kind: 'unsupported', field: 'matcher' },
  };
}
