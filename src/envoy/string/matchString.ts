import { truthOf, type Truth } from '../../logic/Truth.js';
import type { StringMatcher } from '../model/StringMatcher.js';
import { asciiLower } from './asciiLower.js';
import { compileRe2 } from './re2/compileRe2.js';
import { isUnknownValue } from './unknownValue.js';

/**
 * `type.matcher.v3.StringMatcher` (source/common/common/matchers.h, StringMatcherImpl) against a value that is there.
 * Regular expressions match the whole value; `ignore_case` is ASCII only and means nothing to them. `unknown`: the value is
 * not known, or the expression or extension is not one that can be evaluated (`stringMatcherNote` says why).
 */
export function matchString(matcher: StringMatcher, value: string): Truth {
  if (isUnknownValue(value)) return acceptsAnything(matcher) ? 'yes' : 'unknown';
  if (isUnknownValue(wantedText(matcher))) return 'unknown';
  switch (matcher.kind) {
    case 'exact':
    case 'prefix':
    case 'suffix':
    case 'contains':
      return truthOf(
        matcher.ignoreCase
          ? compare(matcher.kind, asciiLower(value), asciiLower(matcher.value))
          : compare(matcher.kind, value, matcher.value),
      );
    case 'legacy_exact':
      return truthOf(matcher.value === '' || value === matcher.value);
    case 'safe_regex':
    case 'ecmascript':
      return matchRegex(matcher.regex, value);
    case 'unsupported':
      return 'unknown';
  }
}

function compare(kind: 'exact' | 'prefix' | 'suffix' | 'contains', value: string, wanted: string): boolean {
  switch (kind) {
    case 'exact':
      return value === wanted;
    case 'prefix':
      return value.startsWith(wanted);
    case 'suffix':
      return value.endsWith(wanted);
    case 'contains':
      return value.includes(wanted);
  }
}

/**
 * v2's ECMAScript `regex` (std::regex) full match goes the same way: what both dialects accept they read alike, but for what
 * `\s` and `.` make of rare control characters.
 */
function matchRegex(regex: string, value: string): Truth {
  if (regex === '.*' && !value.includes('\n')) return 'yes';
  const re2 = compileRe2(regex);
  const matched = 'error' in re2 ? undefined : re2.fullMatch(value);
  return matched === undefined ? 'unknown' : truthOf(matched);
}

/** As it is written, which a redacted configuration may not say any more. */
function wantedText(matcher: StringMatcher): string {
  switch (matcher.kind) {
    case 'exact':
    case 'prefix':
    case 'suffix':
    case 'contains':
    case 'legacy_exact':
      return matcher.value;
    case 'safe_regex':
    case 'ecmascript':
      return matcher.regex;
    case 'unsupported':
      return '';
  }
}

function acceptsAnything(matcher: StringMatcher): boolean {
  switch (matcher.kind) {
    case 'exact':
    case 'unsupported':
      return false;
    case 'prefix':
    case 'suffix':
    case 'contains':
    case 'legacy_exact':
      return matcher.value === '';
    case 'safe_regex':
    case 'ecmascript':
      return matcher.regex === '.*';
  }
}
