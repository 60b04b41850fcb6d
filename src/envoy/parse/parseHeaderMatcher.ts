import type { JsonValue } from '../../text/json/JsonValue.js';
import type { HeaderMatcher, HeaderMatchSpecifier } from '../model/HeaderMatcher.js';
import type { StringMatcher } from '../model/StringMatcher.js';
import { Message } from './Message.js';
import { parseRegexMatcher, parseStringMatcher } from './parseStringMatcher.js';

/**
 * `route.v3.HeaderMatcher` with the specifiers that v3 deprecates (`exact_match`, `prefix_match`, …), v2's `regex_match`
 * and v1's `value` with `regex`.
 */
export function parseHeaderMatcher(value: JsonValue, at: string): HeaderMatcher {
  const message = new Message(value, at);
  const header = {
    at,
    name: message.string('name'),
    invertMatch: message.flag('invert_match'),
    treatMissingHeaderAsEmpty: message.flag('treat_missing_header_as_empty'),
  };
  const specifier = readSpecifier(message);
  const [unread] = message.unread();
  return { ...header, specifier: unread === undefined ? specifier : unsupported(unread) };
}

function readSpecifier(message: Message): HeaderMatchSpecifier {
  const field = message.first(
    'string_match',
    'exact_match',
    'prefix_match',
    'suffix_match',
    'contains_match',
    'safe_regex_match',
    'regex_match',
    'range_match',
    'present_match',
    'value',
  );
  switch (field) {
    case undefined:
      return { kind: 'none' };
    case 'string_match':
      return strings(message.one(field, parseStringMatcher));
    case 'exact_match':
      return strings({ kind: 'legacy_exact', value: message.string(field) });
    case 'prefix_match':
      return strings({ kind: 'prefix', value: message.string(field), ignoreCase: false });
    case 'suffix_match':
      return strings({ kind: 'suffix', value: message.string(field), ignoreCase: false });
    case 'contains_match':
      return strings({ kind: 'contains', value: message.string(field), ignoreCase: false });
    case 'safe_regex_match':
      return strings(message.one(field, parseRegexMatcher));
    case 'regex_match':
      return strings({ kind: 'ecmascript', regex: message.string(field) });
    case 'range_match':
      return message.one(field, parseRange) ?? unsupported(field);
    case 'present_match':
      return { kind: 'present_match', present: message.flag(field) };
    case 'value':
      return strings(readV1Value(message));
  }
}

function readV1Value(message: Message): StringMatcher {
  const value = message.string('value');
  return message.flag('regex') ? { kind: 'ecmascript', regex: value } : { kind: 'legacy_exact', value };
}

/** `type.v3.Int64Range`: [start, end). */
function parseRange(value: JsonValue, at: string): HeaderMatchSpecifier {
  const message = new Message(value, at);
  const start = int64(message.value('start'));
  const end = int64(message.value('end'));
  if (start === undefined || end === undefined || message.unread().length > 0) return unsupported('range_match');
  return { kind: 'range_match', start, end };
}

function int64(value: JsonValue | undefined): bigint | undefined {
  if (value === undefined) return 0n;
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : undefined;
  return typeof value === 'string' && /^-?[0-9]{1,19}$/.test(value) ? BigInt(value) : undefined;
}

function strings(matcher: StringMatcher | undefined): HeaderMatchSpecifier {
  return { kind: 'string_match', matcher: matcher ?? { kind: 'unsupported', field: 'string_match' } };
}

function unsupported(field: string): HeaderMatchSpecifier {
  return strings({ kind: 'unsupported', field });
}
