import type { JsonValue } from '../../text/json/JsonValue.js';
import type { StringMatcher } from '../model/StringMatcher.js';
import { fieldNames } from './fieldNames.js';
import { Message } from './Message.js';

// RE2's program size limit was a check at load; Envoy has had one engine only.
const HARMLESS = fieldNames('ignore_case');

/** `type.matcher.v3.StringMatcher`; v2's `regex` is ECMAScript. More than the pattern being set makes it unsupported. */
export function parseStringMatcher(value: JsonValue, at: string): StringMatcher {
  const message = new Message(value, at);
  const matcher = readPattern(message);
  const [unread] = message.unread(HARMLESS);
  return unread === undefined ? matcher : { kind: 'unsupported', field: unread };
}

function readPattern(message: Message): StringMatcher {
  const pattern = message.first('exact', 'prefix', 'suffix', 'contains', 'safe_regex', 'regex');
  switch (pattern) {
    case undefined:
      return { kind: 'unsupported', field: 'match_pattern' };
    case 'safe_regex':
      return message.one('safe_regex', parseRegexMatcher) ?? { kind: 'unsupported', field: pattern };
    case 'regex':
      return { kind: 'ecmascript', regex: message.string('regex') };
    case 'exact':
    case 'prefix':
    case 'suffix':
    case 'contains':
      return { kind: pattern, value: message.string(pattern), ignoreCase: message.flag('ignore_case') };
  }
}

/** `type.matcher.v3.RegexMatcher`. */
export function parseRegexMatcher(value: JsonValue, at: string): StringMatcher {
  const message = new Message(value, at);
  const regex = message.string('regex');
  const [unread] = message.unread(fieldNames('google_re2'));
  return unread === undefined ? { kind: 'safe_regex', regex } : { kind: 'unsupported', field: `safe_regex.${unread}` };
}
