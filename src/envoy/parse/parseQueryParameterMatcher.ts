import type { JsonValue } from '../../text/json/JsonValue.js';
import type { CookieMatcher, QueryParameterMatcher } from '../model/HeaderMatcher.js';
import type { StringMatcher } from '../model/StringMatcher.js';
import { Message } from './Message.js';
import { parseStringMatcher } from './parseStringMatcher.js';

/** `route.v3.QueryParameterMatcher`; v2's `value` is exact, or ECMAScript when `regex` is set. */
export function parseQueryParameterMatcher(value: JsonValue, at: string): QueryParameterMatcher {
  const message = new Message(value, at);
  const name = message.string('name');
  const specifier = readSpecifier(message);
  const [unread] = message.unread();
  if (unread === undefined) return { at, name, specifier };
  return { at, name, specifier: { kind: 'string_match', matcher: { kind: 'unsupported', field: unread } } };
}

function readSpecifier(message: Message): QueryParameterMatcher['specifier'] {
  const matcher = message.one('string_match', parseStringMatcher);
  if (matcher) return { kind: 'string_match', matcher };
  const present = message.boolean('present_match');
  if (present !== undefined) return { kind: 'present_match', present };
  const text = message.text('value');
  const regex = message.flag('regex');
  if (text === undefined || text === '') return { kind: 'none' };
  const legacy: StringMatcher = regex
    ? { kind: 'ecmascript', regex: text }
    : { kind: 'exact', value: text, ignoreCase: false };
  return { kind: 'string_match', matcher: legacy };
}

/** `route.v3.CookieMatcher`. */
export function parseCookieMatcher(value: JsonValue, at: string): CookieMatcher {
  const message = new Message(value, at);
  const name = message.string('name');
  const invertMatch = message.flag('invert_match');
  const matcher = message.one('string_match', parseStringMatcher) ?? missing('string_match');
  const [unread] = message.unread();
  return { at, name, invertMatch, matcher: unread === undefined ? matcher : missing(unread) };
}

function missing(field: string): StringMatcher {
  return { kind: 'unsupported', field };
}
