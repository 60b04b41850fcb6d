import type { StringMatcher } from '../model/StringMatcher.js';
import { compileRe2 } from './re2/compileRe2.js';

/** The matcher in a few words, for a criterion's `expected`: `prefix /api`, `exact "" (ignore_case)`. */
export function describeStringMatcher(matcher: StringMatcher): string {
  switch (matcher.kind) {
    case 'exact':
    case 'prefix':
    case 'suffix':
    case 'contains':
      return `${matcher.kind} ${quoteEmpty(matcher.value)}${matcher.ignoreCase ? ' (ignore_case)' : ''}`;
    case 'legacy_exact':
      return matcher.value === '' ? 'any value' : `exact ${matcher.value}`;
    case 'safe_regex':
      return `regex ${quoteEmpty(matcher.regex)}`;
    case 'ecmascript':
      return `ECMAScript regex ${quoteEmpty(matcher.regex)}`;
    case 'unsupported':
      return matcher.field;
  }
}

/** Why the matcher cannot be evaluated; `undefined` if it can. */
export function stringMatcherNote(matcher: StringMatcher): string | undefined {
  if (matcher.kind === 'unsupported') return `${matcher.field} is not evaluated`;
  if (matcher.kind !== 'safe_regex' && matcher.kind !== 'ecmascript') return undefined;
  const re2 = compileRe2(matcher.regex);
  return 'error' in re2 ? `regex is not evaluated: ${re2.error}` : undefined;
}

function quoteEmpty(text: string): string {
  return text === '' ? '""' : text;
}
